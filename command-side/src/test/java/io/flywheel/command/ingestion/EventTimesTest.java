package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class EventTimesTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-10T12:00:00Z");

    private static JsonNode event(String timestamp, String original, String sentAt, String library) {
        var event = EventJson.MAPPER.createObjectNode();
        event.put("timestamp", timestamp);
        event.put("originalTimestamp", original);
        event.put("sentAt", sentAt);
        event.putObject("context").putObject("library").put("name", library);
        return event;
    }

    @ParameterizedTest
    @CsvSource({
        // timestamp, originalTimestamp, sentAt, library, expected
        "2026-03-10T10:00:00Z, 2026-03-01T00:00:00Z, 2026-03-10T11:00:00Z, analytics.js, 2026-03-10T10:00:00Z",
        "2026-03-10T10:00:00Z, , 2026-03-10T11:00:00Z, analytics-java, 2026-03-10T10:00:00Z",
        ", 2026-03-10T10:00:00Z, 2026-03-10T11:00:00Z, analytics-java, 2026-03-10T10:00:00Z",
        "2026-03-10T10:00:00Z, , 2026-03-10T11:00:00Z, analytics.js, 2026-03-10T11:00:00Z",
        ", 2026-03-10T10:00:00Z, 2026-03-10T11:00:00Z, analytics-ios, 2026-03-10T11:00:00Z",
        // a phone whose clock is three years ahead
        ", 2029-03-10T10:00:00Z, 2029-03-10T10:00:30Z, analytics-android, 2026-03-10T11:59:30Z",
        ", 2026-03-10T10:00:00Z, , analytics.js, 2026-03-10T10:00:00Z",
        ", 2026-03-10T10:00:00Z, +999999999-01-01T00:00:00Z, analytics.js, 2026-03-10T10:00:00Z",
        ", 2026-03-10T10:00:00Z, soon, analytics.js, 2026-03-10T10:00:00Z",
        ", , 2026-03-10T11:00:00Z, analytics.js, 2026-03-10T12:00:00Z",
        // up to a day ahead is clamped
        "2026-03-10T12:00:00.000001Z, , , x, 2026-03-10T12:00:00Z",
        "2026-03-11T12:00:00Z, , , x, 2026-03-10T12:00:00Z",
        "1900-01-01T00:00:00Z, , , x, 1900-01-01T00:00:00Z",
    })
    void an_event_happened_at(String timestamp, String original, String sentAt, String library, Instant expected)
            throws Unfit {
        assertThat(EventTimes.occurredAt(event(timestamp, original, sentAt, library), RECEIVED))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-11T12:00:00.000001Z, future-time",
        "9999-12-31T00:00:00Z, future-time",
        "1899-12-31T23:59:59Z, bad-time",
        "-999999999-01-01T00:00:00Z, bad-time",
        "+999999999-01-01T00:00:00Z, bad-time",
        "2026-02-29, bad-time",
        "10/03/2026, bad-time",
    })
    void an_absurd_time_goes_to_quarantine(String timestamp, String reason) {
        Unfit unfit = catchThrowableOfType(
                Unfit.class, () -> EventTimes.occurredAt(event(timestamp, null, null, "x"), RECEIVED));
        assertThat(unfit.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-01T00:00:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z",
        "2026-03-01T10:00, 2026-03-01T10:00:00Z",
        "2026-03-01 10:00:30, 2026-03-01T10:00:30Z",
        "2026-03-01T10:00:30.5, 2026-03-01T10:00:30.5Z",
        "2026-03-01T10:00:00+08:00, 2026-03-01T02:00:00Z",
        "2026-03-01T10:00:00.123+0800, 2026-03-01T02:00:00.123Z",
        "2026-03-29T02:30:00+01:00, 2026-03-29T01:30:00Z",
        "2026-03-01T10:00:00z, 2026-03-01T10:00:00Z",
        "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
        "2026-13-01,",
        "20260301,",
        "1700000000,",
    })
    void a_time_is_read_as(String text, Instant expected) {
        assertThat(EventTimes.parse(text)).isEqualTo(expected);
    }
}
