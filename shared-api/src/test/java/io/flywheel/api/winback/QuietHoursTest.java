package io.flywheel.api.winback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    @ParameterizedTest(name = "{1} is quiet from {0}: {2}")
    @CsvSource({
        // within one day
        "13:00-15:00, 12:59:59.999999, false",
        "13:00-15:00, 13:00,           true",
        "13:00-15:00, 14:59:59.999999, true",
        "13:00-15:00, 15:00,           false",
        // over midnight
        "21:00-09:00, 20:59:59.999999, false",
        "21:00-09:00, 21:00,           true",
        "21:00-09:00, 23:59:59.999999, true",
        "21:00-09:00, 00:00,           true",
        "21:00-09:00, 08:59:59.999999, true",
        "21:00-09:00, 09:00,           false",
        "21:00-09:00, 12:00,           false",
        // up to midnight, and from it on
        "22:00-00:00, 23:59,           true",
        "22:00-00:00, 00:00,           false",
        "00:00-06:00, 00:00,           true",
        "00:00-06:00, 06:00,           false",
        "00:00-06:00, 23:59,           false",
        // all day: a file may not say so, but nothing would be sent by mistake
        "09:00-09:00, 08:59,           true",
        "09:00-09:00, 09:00,           true",
    })
    void the_first_minute_is_quiet_and_the_last_one_is_not(String hours, String time, boolean quiet) {
        Instant instant = Instant.parse("2026-01-15T" + (time.length() == 5 ? time + ":00" : time) + "Z");
        assertThat(quiet(hours).includes(instant, ZoneId.of("UTC"))).isEqualTo(quiet);
    }

    @ParameterizedTest(name = "{2} in {1} is quiet from {0}: {3}")
    @CsvSource({
        // It is evening in Shanghai while it is afternoon in Berlin and morning in New York.
        "21:00-09:00, Asia/Shanghai,    2026-01-15T13:30:00Z, true",
        "21:00-09:00, Europe/Berlin,    2026-01-15T13:30:00Z, false",
        "21:00-09:00, America/New_York, 2026-01-15T13:30:00Z, true",
        "21:00-09:00, Asia/Kathmandu,   2026-01-15T15:14:59Z, false",
        "21:00-09:00, Asia/Kathmandu,   2026-01-15T15:15:00Z, true",
        // Put forward: 09:00 is an hour earlier from that day on.
        "21:00-09:00, Europe/Berlin,    2026-03-28T07:59:59Z, true",
        "21:00-09:00, Europe/Berlin,    2026-03-28T08:00:00Z, false",
        "21:00-09:00, Europe/Berlin,    2026-03-29T06:59:59Z, true",
        "21:00-09:00, Europe/Berlin,    2026-03-29T07:00:00Z, false",
        // Put back: the hour from 02:00 to 03:00 is shown twice, and is quiet twice.
        "02:00-03:00, Europe/Berlin,    2026-10-25T00:30:00Z, true",
        "02:00-03:00, Europe/Berlin,    2026-10-25T01:30:00Z, true",
        "02:00-03:00, Europe/Berlin,    2026-10-25T02:00:00Z, false",
        // Put forward over the whole of them: that night has none.
        "02:00-03:00, America/New_York, 2026-03-08T06:59:59Z, false",
        "02:00-03:00, America/New_York, 2026-03-08T07:00:00Z, false",
    })
    void it_is_the_clock_on_her_own_wall_that_counts(String hours, ZoneId zone, Instant instant, boolean quiet) {
        assertThat(quiet(hours).includes(instant, zone)).isEqualTo(quiet);
    }

    @ParameterizedTest(name = "quiet at {2} in {1} from {0} until {3}")
    @CsvSource({
        "13:00-15:00, UTC,              2026-01-15T13:00:00Z,        2026-01-15T15:00:00Z",
        "21:00-09:00, UTC,              2026-01-15T21:00:00Z,        2026-01-16T09:00:00Z",
        "21:00-09:00, UTC,              2026-01-15T23:59:59.999999Z, 2026-01-16T09:00:00Z",
        "21:00-09:00, UTC,              2026-01-16T00:00:00Z,        2026-01-16T09:00:00Z",
        "21:00-09:00, UTC,              2026-01-16T08:59:59.999999Z, 2026-01-16T09:00:00Z",
        "22:00-00:00, UTC,              2026-12-31T22:00:00Z,        2027-01-01T00:00:00Z",
        "09:00-09:00, UTC,              2026-01-15T09:00:00Z,        2026-01-16T09:00:00Z",
        "21:00-09:00, Asia/Shanghai,    2026-01-15T13:00:00Z,        2026-01-16T01:00:00Z",
        // The night in which the clock is put forward is an hour shorter, and the other one an hour longer.
        "21:00-09:00, Europe/Berlin,    2026-03-28T20:00:00Z,        2026-03-29T07:00:00Z",
        "21:00-09:00, Europe/Berlin,    2026-10-24T19:00:00Z,        2026-10-25T08:00:00Z",
        "21:00-09:00, America/New_York, 2026-03-08T02:00:00Z,        2026-03-08T13:00:00Z",
        "21:00-09:00, America/New_York, 2026-11-01T01:00:00Z,        2026-11-01T14:00:00Z",
        // 02:30 is left out: quiet until the clock is put forward over it.
        "21:00-02:30, Europe/Berlin,    2026-03-28T23:00:00Z,        2026-03-29T01:00:00Z",
        "21:00-02:30, America/New_York, 2026-03-08T06:00:00Z,        2026-03-08T07:00:00Z",
        // 02:30 is shown twice in Berlin, and 01:30 in New York: both times ends what was quiet before.
        "21:00-02:30, Europe/Berlin,    2026-10-24T22:00:00Z,        2026-10-25T00:30:00Z",
        "21:00-02:30, Europe/Berlin,    2026-10-25T01:10:00Z,        2026-10-25T01:30:00Z",
        "21:00-01:30, America/New_York, 2026-11-01T04:00:00Z,        2026-11-01T05:30:00Z",
        "21:00-01:30, America/New_York, 2026-11-01T06:29:59Z,        2026-11-01T06:30:00Z",
    })
    void they_end_at_the_next_minute_that_is_not_quiet(String hours, ZoneId zone, Instant instant, Instant end) {
        QuietHours quiet = quiet(hours);
        assertThat(quiet.includes(instant, zone)).isTrue();
        assertThat(quiet.endAfter(instant, zone)).isEqualTo(end);
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "21:00-09:00, Europe/Berlin,    2026-03-27T00:00:00Z",
        "21:00-02:30, Europe/Berlin,    2026-03-27T00:00:00Z",
        "02:00-03:00, Europe/Berlin,    2026-03-27T00:00:00Z",
        "21:00-09:00, Europe/Berlin,    2026-10-23T00:00:00Z",
        "21:00-02:30, Europe/Berlin,    2026-10-23T00:00:00Z",
        "02:15-02:45, Europe/Berlin,    2026-10-23T00:00:00Z",
        "21:00-09:00, America/New_York, 2026-03-06T00:00:00Z",
        "21:00-02:30, America/New_York, 2026-03-06T00:00:00Z",
        "21:00-01:30, America/New_York, 2026-10-30T00:00:00Z",
        "01:15-01:45, America/New_York, 2026-10-30T00:00:00Z",
    })
    void whatever_waits_for_their_end_waits_for_the_very_next_minute_that_is_not_quiet(
            String hours, ZoneId zone, Instant from) {
        QuietHours quiet = quiet(hours);
        Instant next = null;
        for (int minute = 6 * 24 * 60; minute >= 0; minute--) {
            Instant instant = from.plusSeconds(minute * 60L);
            if (!quiet.includes(instant, zone)) {
                next = instant;
            } else if (next != null) {
                assertThat(quiet.endAfter(instant, zone)).as("%s", instant).isEqualTo(next);
            }
        }
    }

    private static QuietHours quiet(String fromTo) {
        String[] both = fromTo.split("-", 2);
        return new QuietHours(LocalTime.parse(both[0]), LocalTime.parse(both[1]));
    }
}
