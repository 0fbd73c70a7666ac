package io.flywheel.query.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.ErrorResponseException;

class ParametersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final Parameters parameters = new Parameters(Clock.fixed(NOW, ZoneOffset.UTC), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "1998-07-01, 1998-07-01T00:00:00Z",
        "1998-07-01T00:00:00.000001Z, 1998-07-01T00:00:00.000001Z",
        "1998-07-01T08:00:00+08:00, 1998-07-01T00:00:00Z",
        "1998-07-01T08:00:00 08:00, 1998-07-01T00:00:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z"
    })
    void an_instant_or_a_date_is_understood(String text, Instant expected) {
        assertThat(parameters.at(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-999999999-01-01T00:00:00Z",
                "0000-12-31",
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z"
            })
    void years_that_no_calendar_has_are_refused(String text) {
        assertThatThrownBy(() -> parameters.at(text)).isInstanceOf(ErrorResponseException.class);
    }

    @Test
    void without_at_it_is_now() {
        assertThat(parameters.at(null)).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource({"DAY, 2026-03-29, 2026-03-30", "WEEK, 2026-03-23, 2026-03-30", "MONTH, 2026-03-01, 2026-04-01"})
    void buckets_begin_in_the_reporting_zone_also_when_clocks_change(
            Interval interval, LocalDate start, LocalDate next) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant lateOnTheShortDay = Instant.parse("2026-03-29T21:59:59Z");
        assertThat(interval.bucketOf(lateOnTheShortDay, berlin)).isEqualTo(start);
        assertThat(interval.next(start)).isEqualTo(next);
    }
}
