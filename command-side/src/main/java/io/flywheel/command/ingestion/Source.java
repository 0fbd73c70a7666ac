package io.flywheel.command.ingestion;

import java.util.List;
import java.util.Set;

/**
 * A workspace of senders that share a write key.
 *
 * @param facts names of properties that rules may read
 * @param origins web origins that may send from a browser
 */
record Source(String name, List<String> facts, Set<String> origins) {
    /** A source of which only the name is known: it has left the configuration, or never was in it. */
    static Source named(String name) {
        return new Source(name, List.of(), Set.of());
    }
}
