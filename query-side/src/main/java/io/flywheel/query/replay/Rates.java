package io.flywheel.query.replay;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How fast each replay has been going in the last seconds, by what this process has seen of it. */
@Component
class Rates {
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(15);

    private record Seen(long nanos, long position) {}

    private final Map<String, Deque<Seen>> seen = new ConcurrentHashMap<>();

    /** @param nanos as {@link System#nanoTime()} gives them */
    void see(String id, long position, long nanos) {
        seen.compute(id, (key, before) -> {
            Deque<Seen> now = before == null ? new ArrayDeque<>() : new ArrayDeque<>(before);
            now.addLast(new Seen(nanos, position));
            while (now.size() > 2 && nanos - now.getFirst().nanos > WINDOW) {
                now.removeFirst();
            }
            return now;
        });
    }

    /** Forgets all others. */
    void keepOnly(Collection<String> ids) {
        seen.keySet().retainAll(ids);
    }

    /** Events a second, with one decimal; 0 while nothing is known. */
    double perSecond(String id) {
        Deque<Seen> all = seen.get(id);
        if (all == null || all.size() < 2) {
            return 0;
        }
        double seconds = (all.getLast().nanos - all.getFirst().nanos) / (double) TimeUnit.SECONDS.toNanos(1);
        long events = all.getLast().position - all.getFirst().position;
        return seconds <= 0 || events <= 0 ? 0 : Math.round(events / seconds * 10) / 10.0;
    }
}
