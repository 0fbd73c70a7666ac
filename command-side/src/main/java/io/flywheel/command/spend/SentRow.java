package io.flywheel.command.spend;

import org.jspecify.annotations.Nullable;

/**
 * A row as it was sent, whatever form the request had: nothing in it is believed yet.
 *
 * @param line of the file, or the row's number in JSON, from 1
 * @param flaw why it is no row at all; none if it is one
 */
record SentRow(
        long line,
        @Nullable String date,
        @Nullable String channel,
        @Nullable String amount,
        @Nullable String currency,
        @Nullable String flaw) {
    static SentRow broken(long line, String flaw) {
        return new SentRow(line, null, null, null, null, flaw);
    }
}
