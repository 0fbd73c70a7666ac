package io.flywheel.command.winback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on from where it was put. */
public final class ClockByHand extends Clock {
    private volatile Duration offset = Duration.between(Instant.now(), Instant.parse("2026-03-02T12:00:00Z"));

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
        return Instant.now().plus(offset);
    }

    void move(Duration by) {
        offset = offset.plus(by);
    }

    void moveToNextNoon() {
        Instant now = instant();
        move(Duration.between(now, now.atZone(ZoneOffset.UTC).plusDays(1).with(LocalTime.NOON)));
    }
}
