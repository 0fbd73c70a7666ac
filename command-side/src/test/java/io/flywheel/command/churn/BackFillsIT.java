package io.flywheel.command.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.command.CommandSideForTests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/** What looks like a service that sends its history, and for how long. */
@SpringBootTest(classes = CommandSideForTests.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class BackFillsIT {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(400));

    @Autowired
    JdbcTemplate jdbc;

    private Instant now = NOW;
    private boolean importing;
    private BackFills fills;

    @BeforeEach
    void none() {
        jdbc.update("DELETE FROM source_back_fill");
        fills = process(100);
    }

    private BackFills process(int fewest) {
        return new BackFills(
                jdbc,
                new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now;
                    }
                },
                () -> Stream.of(() -> importing),
                fewest);
    }

    private void heard(int late, int fresh) {
        List<Instant> occurred = new ArrayList<>(Collections.nCopies(late, LONG_AGO));
        occurred.addAll(Collections.nCopies(fresh, now));
        fills.heard("shop", occurred);
    }

    @ParameterizedTest
    @CsvSource({
        // old touchpoints, fresh ones: whether it is history
        "99, 0, false",
        "100, 0, true",
        "100, 100, true",
        "100, 101, false",
        "0, 1000, false",
    })
    void very_many_old_touchpoints_and_more_than_others_are_history(int late, int fresh, boolean history) {
        heard(0, fresh / 2);
        heard(late, fresh - fresh / 2);
        assertThat(fills.underWay()).hasSize(history ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"PT24H, false", "PT24H0.000001S, true"})
    void what_is_more_than_a_day_old_is_old(Duration age, boolean history) {
        fills.heard("shop", Collections.nCopies(100, now.minus(age)));
        assertThat(fills.underWay()).hasSize(history ? 1 : 0);
    }

    @Test
    void what_trickles_in_is_none() {
        for (int i = 0; i < 50; i++) {
            heard(20, 0);
            now = now.plus(Duration.ofMinutes(11));
        }
        assertThat(fills.underWay()).isEmpty();
    }

    @Test
    void it_is_over_ten_minutes_after_the_last_of_it_and_every_process_knows() {
        heard(100, 0);
        now = now.plus(Duration.ofMinutes(9));
        heard(1, 0);
        now = now.plus(Duration.ofMinutes(10));
        assertThat(process(100).underWay()).containsExactly("shop");
        now = now.plusMillis(1);
        assertThat(fills.underWay()).isEmpty();
    }

    @Test
    void who_sends_old_things_for_more_than_a_week_always_does() {
        for (int i = 0; i < 7 * 144; i++) {
            assertThat(i == 0 || !fills.underWay().isEmpty())
                    .as("after %d times ten minutes", i)
                    .isTrue();
            heard(100, 0);
            now = now.plus(Duration.ofMinutes(10));
        }
        heard(100, 0);
        assertThat(fills.underWay()).isEmpty();
        now = now.plus(Duration.ofMinutes(21));
        heard(100, 0);
        assertThat(fills.underWay()).as("after a pause it begins anew").containsExactly("shop");
    }

    @Test
    void what_comes_while_a_sample_or_an_import_is_under_way_is_no_service_of_its_own() {
        importing = true;
        heard(1_000, 0);
        assertThat(fills.underWay()).isEmpty();
        importing = false;
        now = now.plus(Duration.ofMinutes(2));
        heard(1, 0);
        assertThat(fills.underWay()).containsExactly("shop");
    }

    @Test
    void nothing_is_history_where_that_is_switched_off() {
        fills = process(0);
        heard(10_000, 0);
        assertThat(fills.underWay()).isEmpty();
    }
}
