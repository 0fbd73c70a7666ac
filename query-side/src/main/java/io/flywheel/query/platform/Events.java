package io.flywheel.query.platform;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Consecutive events in the order of the log, which several read models share: what one sorts is sorted for all. */
final class Events extends AbstractList<LedgerEvent> implements RandomAccess {
    private final List<LedgerEvent> inOrder;
    private @Nullable List<LedgerEvent> byStream;

    Events(List<LedgerEvent> inOrder) {
        this.inOrder = List.copyOf(inOrder);
    }

    @Override
    public LedgerEvent get(int index) {
        return inOrder.get(index);
    }

    @Override
    public int size() {
        return inOrder.size();
    }

    synchronized List<LedgerEvent> byStream() {
        if (byStream == null) {
            // far fewer people than events, so people are what is sorted
            Map<String, List<LedgerEvent>> people = new HashMap<>();
            for (LedgerEvent event : inOrder) {
                people.computeIfAbsent(event.stream(), stream -> new ArrayList<>(4))
                        .add(event);
            }
            List<LedgerEvent> sorted = new ArrayList<>(inOrder.size());
            new TreeMap<>(people).values().forEach(sorted::addAll);
            byStream = List.copyOf(sorted);
        }
        return byStream;
    }
}
