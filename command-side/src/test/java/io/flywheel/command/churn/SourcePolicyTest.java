package io.flywheel.command.churn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcePolicyTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    /** A service that sends every so many hours for some days. */
    private static NavigableSet<Instant> every(int hours, int days) {
        NavigableSet<Instant> heard = new TreeSet<>();
        for (int hour = 0; hour < days * 24; hour += hours) {
            heard.add(MONDAY.plus(Duration.ofHours(hour)));
        }
        return heard;
    }

    @ParameterizedTest(name = "every {0} hours for {1} days, then {2} hours of silence: {3}")
    @CsvSource({
        // always on: six hours are the least that counts
        "1, 14, 6, false",
        "1, 14, 7, true",
        // every eight hours: three times that
        "8, 14, 24, false",
        "8, 14, 25, true",
        // once a week is usual for whoever sends once a week, but two of those are no usage yet
        "168, 14, 2000, false",
        "24, 6, 2000, false",
        "24, 7, 72, false",
        "24, 7, 73, true",
    })
    void a_source_is_silent_once_it_is_so_for_much_longer_than_usual(
            int every, int days, int silentHours, boolean silent) {
        SourcePolicy.Pulse pulse = SourcePolicy.of(every(every, days));
        assertThat(pulse.isSilentAt(pulse.lastHeard().plus(Duration.ofHours(silentHours))))
                .isEqualTo(silent);
    }

    @Test
    void a_pause_of_long_ago_is_usual_no_more() {
        NavigableSet<Instant> heard = every(1, 60);
        heard.subSet(MONDAY.plus(Duration.ofDays(5)), MONDAY.plus(Duration.ofDays(10)))
                .clear();
        assertThat(SourcePolicy.of(heard).tooLong()).isEqualTo(SourcePolicy.SHORTEST);
        heard.subSet(MONDAY.plus(Duration.ofDays(50)), MONDAY.plus(Duration.ofDays(52)))
                .clear();
        assertThat(SourcePolicy.of(heard).tooLong()).isEqualTo(Duration.ofHours(3 * 49));
    }
}
