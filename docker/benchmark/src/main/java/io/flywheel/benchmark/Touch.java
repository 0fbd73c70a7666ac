package io.flywheel.benchmark;

import java.time.Instant;

/**
 * One touchpoint to be sent, before it becomes JSON or a row of CSV.
 *
 * @param person counted from 0 within its group of people
 * @param cents revenue, 0 for none
 */
record Touch(String messageId, String group, int person, String event, Instant occurredAt, int cents) {

    static final String PAGE = "Page Viewed";

    String userId() {
        return group + "-" + (1_000_000 + person);
    }

    Touch of(int other) {
        return new Touch(messageId, group, other, event, occurredAt, cents);
    }

    Touch at(Instant other) {
        return new Touch(messageId, group, person, event, other, cents);
    }
}
