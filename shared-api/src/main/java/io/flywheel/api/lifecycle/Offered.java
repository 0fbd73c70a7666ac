package io.flywheel.api.lifecycle;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What campaigns have begun with a person and sent her, as far as caps and cool-downs ask for it: what goes along when two
 * people turn out to be one.
 *
 * @param messages the newest, the oldest of them first
 * @param starts when each campaign began for her last, UTC, by its id
 */
public record Offered(List<Message> messages, Map<String, Instant> starts) {
    public static final Offered NOTHING = new Offered(List.of(), Map.of());

    /**
     * @param id the message's own, by which it counts once, however often two people are merged and split
     * @param at when it was decided on, UTC
     */
    public record Message(String id, Instant at) implements Comparable<Message> {
        private static final Comparator<Message> ORDER =
                Comparator.comparing(Message::at).thenComparing(Message::id);

        @Override
        public int compareTo(Message other) {
            return ORDER.compare(this, other);
        }
    }
}
