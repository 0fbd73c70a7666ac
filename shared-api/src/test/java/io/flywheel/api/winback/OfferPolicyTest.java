package io.flywheel.api.winback;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.lifecycle.ConsentChanged;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferPolicyTest {
    private static final Instant AT = Instant.parse("2026-03-02T12:00:00Z");
    private static final Campaign CAMPAIGN = new Campaign(
            "c",
            1,
            Map.of("en", "C"),
            "aarrr",
            "churn",
            null,
            Duration.ofDays(30),
            Duration.ofHours(72),
            Duration.ofDays(90),
            new BigDecimal("0.1"),
            ZoneId.of("UTC"),
            new QuietHours(LocalTime.of(21, 0), LocalTime.of(9, 0)),
            2,
            Duration.ofDays(7),
            "email",
            null,
            List.of(new Step(1, Duration.ZERO, "log", "t")));

    private static ConsentChanged said(boolean granted) {
        return new ConsentChanged("email", granted, AT.minusSeconds(60), "form", null, null);
    }

    private static OfferPolicy.Moment at(String instant, String zone, boolean channel, String draw) {
        return new OfferPolicy.Moment(Instant.parse(instant), ZoneId.of(zone), channel, new BigDecimal(draw));
    }

    private static String told(OfferPolicy.Decision decision) {
        return switch (decision) {
            case OfferPolicy.Send it -> "send";
            case OfferPolicy.HoldOut it -> "hold out";
            case OfferPolicy.Block it -> it.reason();
            case OfferPolicy.Postpone it -> it.reason() + " until " + it.until();
        };
    }

    @ParameterizedTest
    @CsvSource({
        // consent, messages, channel, hour, draw: what is decided. Each line fails one thing more than the next.
        "false, 2, false, 03, 0.05, consent",
        "true,  2, false, 03, 0.05, cap",
        "true,  1, false, 03, 0.05, channel",
        "true,  1, true,  03, 0.05, quiet-hours until 2026-03-02T09:00:00Z",
        "true,  1, true,  12, 0.05, hold out",
        "true,  1, true,  12, 0.10, send",
    })
    void the_draw_comes_last(boolean consent, int messages, boolean channel, String hour, String draw, String decided) {
        OfferPolicy.Moment now = at("2026-03-02T" + hour + ":00:00Z", "UTC", channel, draw);
        assertThat(told(OfferPolicy.decide(CAMPAIGN, now, false, said(consent), messages)))
                .isEqualTo(decided);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T20:59:59Z, UTC, send",
        "2026-03-02T21:00:00Z, UTC, quiet-hours until 2026-03-03T09:00:00Z",
        "2026-03-03T08:59:59Z, UTC, quiet-hours until 2026-03-03T09:00:00Z",
        "2026-03-03T09:00:00Z, UTC, send",
        // the same instant in two places
        "2026-03-02T14:00:00Z, Asia/Shanghai, quiet-hours until 2026-03-03T01:00:00Z",
        "2026-03-02T14:00:00Z, America/New_York, send",
        // the clock goes forward at two in the night in Berlin, and back in October
        "2026-03-29T00:30:00Z, Europe/Berlin, quiet-hours until 2026-03-29T07:00:00Z",
        "2026-10-25T00:30:00Z, Europe/Berlin, quiet-hours until 2026-10-25T08:00:00Z",
    })
    void quiet_hours_are_by_the_clock_on_her_wall(String instant, String zone, String decided) {
        assertThat(told(OfferPolicy.decide(CAMPAIGN, at(instant, zone, true, "0.5"), false, granted(), 0)))
                .isEqualTo(decided);
    }

    private static ConsentChanged granted() {
        return new ConsentChanged("email", true, Instant.parse("2026-01-01T00:00:00Z"), "form", null, null);
    }

    @Test
    void who_never_said_anything_has_not_consented() {
        assertThat(told(OfferPolicy.decide(CAMPAIGN, at(AT.toString(), "UTC", true, "0.5"), false, null, 0)))
                .isEqualTo("consent");
    }

    @Test
    void consent_that_has_expired_is_none() {
        ConsentChanged expired = new ConsentChanged("email", true, AT.minusSeconds(60), "form", null, AT);
        assertThat(told(OfferPolicy.decide(CAMPAIGN, at(AT.toString(), "UTC", true, "0.5"), false, expired, 0)))
                .isEqualTo("consent");
    }

    @Test
    void who_is_addressed_once_stays_so() {
        assertThat(told(OfferPolicy.decide(CAMPAIGN, at(AT.toString(), "UTC", true, "0.01"), true, said(true), 1)))
                .isEqualTo("send");
    }
}
