package io.flywheel.query.platform;

import java.util.List;

/**
 * Some consecutive events of the log, handled in one unit of work.
 *
 * @param events at least one
 * @param done to be run once they are projected for good
 */
record Block(List<LedgerEvent> events, Runnable done) {
    long first() {
        return events.getFirst().position();
    }

    LedgerEvent last() {
        return events.getLast();
    }
}
