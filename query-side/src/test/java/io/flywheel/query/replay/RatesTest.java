package io.flywheel.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatesTest {
    private final Rates rates = new Rates();

    private void see(int second, long position) {
        rates.see("stage-2", position, TimeUnit.SECONDS.toNanos(second));
    }

    @Test
    void a_rate_needs_two_looks_and_is_that_of_the_last_seconds() {
        assertThat(rates.perSecond("stage-2")).isZero();
        see(0, 0);
        assertThat(rates.perSecond("stage-2")).isZero();
        see(4, 1_000);
        assertThat(rates.perSecond("stage-2")).isEqualTo(250);
        for (int second = 5; second <= 40; second++) {
            see(second, 1_000 + (second - 4) * 100L);
        }
        assertThat(rates.perSecond("stage-2")).isEqualTo(100);
    }

    @Test
    void what_begins_anew_has_no_rate_and_what_is_over_is_forgotten() {
        see(0, 5_000);
        see(1, 0);
        assertThat(rates.perSecond("stage-2")).isZero();
        see(2, 9_000);
        rates.keepOnly(List.of("stage-3"));
        assertThat(rates.perSecond("stage-2")).isZero();
    }

    @ParameterizedTest(name = "{0} of {1} at {2} a second: {3}")
    @CsvSource({"0, 100, 10, 10", "95, 100, 10, 1", "100, 100, 0, 0", "100, 100, 10, 0", "0, 100, 0, "})
    void time_left_is_what_is_left_at_that_rate_or_unknown(long position, long head, double rate, Long left) {
        Replay running =
                new Replay("stage-2", "stage", 2, null, false, Replay.State.RUNNING, Instant.EPOCH, null, null, null);
        assertThat(ReplayProgress.of(running, new ReplayProgress.Moment(position, head, rate, 1, false, null))
                        .secondsLeft())
                .isEqualTo(left);
    }
}
