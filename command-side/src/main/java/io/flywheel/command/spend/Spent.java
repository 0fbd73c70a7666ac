package io.flywheel.command.spend;

import io.flywheel.api.Money;
import java.time.LocalDate;

/** What was spent in a channel on a day. */
record Spent(String channel, LocalDate day, Money money) {
    /** Of which there is one amount at a time. */
    record Key(String channel, LocalDate day, String currency) {}

    Key key() {
        return new Key(channel, day, money.currency());
    }
}
