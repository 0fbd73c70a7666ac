package io.flywheel.query.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    @ParameterizedTest(name = "{0} events, {1} ms after the last, at a load of {2}: {3}")
    @CsvSource({
        "1, 0, 1.0, true",
        "200, 0, 1.0, true",
        "201, 0, 0.1, false",
        "201, 999, 0.1, false",
        "201, 1000, 0.1, true",
        "201, 1000, 0.84, true",
        "201, 1000, 0.85, false",
        "201, 14999, 0.85, false",
        "201, 15000, 1.0, true",
        "7999, 0, 0.1, false",
        "8000, 0, 1.0, true",
        "201, 1000, -1, true",
    })
    void readers_are_told_of_little_or_of_a_block_at_once_and_else_after_a_while(
            long waiting, long millis, double load, boolean due) {
        Pace pace = new Pace(8_000, () -> load);
        long now = TimeUnit.HOURS.toNanos(1);
        assertThat(pace.isDue(waiting, TimeUnit.MILLISECONDS.toNanos(millis), now))
                .isEqualTo(due);
    }
}
