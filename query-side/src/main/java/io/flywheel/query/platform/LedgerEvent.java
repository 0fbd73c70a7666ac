package io.flywheel.query.platform;

import java.time.Instant;
import java.util.List;

/**
 * One event as read from the log.
 *
 * @param position in the log; positions have no gaps
 * @param stream a lifecycle id, or {@code model:<id>} for a definition
 * @param sequence in its stream, from 0
 * @param recordedAt when we learnt it, UTC
 * @param type the event's short type name
 * @param event a member of one of the sealed families; read models get it without what is sealed beside its facts
 */
public record LedgerEvent(long position, String stream, long sequence, Instant recordedAt, String type, Object event) {

    /**
     * A block person by person, each in the order of the log: rows written so touch every page of an index once. Only
     * for what does not depend on the order in which different streams moved.
     */
    public static List<LedgerEvent> byStream(List<LedgerEvent> block) {
        return (block instanceof Events shared ? shared : new Events(block)).byStream();
    }
}
