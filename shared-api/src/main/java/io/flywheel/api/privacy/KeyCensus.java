package io.flywheel.api.privacy;

import java.util.Map;

/**
 * How many keys there are.
 *
 * @param live that open something
 * @param destroyed whose traces are kept, so that they stay destroyed
 * @param torn slots that a power cut left unreadable
 * @param newest the id of the master key that wraps new keys
 * @param underMaster how many are wrapped under which master key
 */
public record KeyCensus(long live, long destroyed, long torn, String newest, Map<String, Long> underMaster) {
    /** How many are still wrapped under another master key than the newest. */
    public long left() {
        return live - underMaster.getOrDefault(newest, 0L);
    }
}
