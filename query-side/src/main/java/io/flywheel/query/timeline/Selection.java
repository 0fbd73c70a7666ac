package io.flywheel.query.timeline;

import java.util.List;

/**
 * Which part of a person's story is asked for.
 *
 * @param known events up to this log position
 * @param types event types, all if empty
 * @param from first time that counts, microseconds
 * @param to first time that no longer counts, microseconds
 */
record Selection(String stream, long known, List<String> types, long from, long to, Order order) {
    enum Order {
        ASC,
        DESC
    }

    static Selection everything(String stream, long known) {
        return new Selection(stream, known, List.of(), Long.MIN_VALUE, Long.MAX_VALUE, Order.ASC);
    }
}
