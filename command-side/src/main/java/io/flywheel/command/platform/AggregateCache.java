package io.flywheel.command.platform;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/** Axon's cache of aggregates on Caffeine, bounded by their number. */
public final class AggregateCache implements Cache {
    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;

    private volatile BiConsumer<String, Object> leaving = (key, value) -> {};

    /** @param maximum how many aggregates it keeps */
    public AggregateCache(long maximum) {
        this.entries = Caffeine.newBuilder()
                .maximumSize(maximum)
                .evictionListener((@Nullable Object key, @Nullable Object value, RemovalCause cause) -> {
                    if (key instanceof String stream && value != null) {
                        leaving.accept(stream, value);
                    }
                })
                .recordStats()
                .build();
    }

    /**
     * Tells of who has to leave for somebody else, at once and in the thread that made it so; not of who is removed.
     *
     * @param listener takes the key and the value
     */
    public void onLeaving(BiConsumer<String, Object> listener) {
        leaving = listener;
    }

    public com.github.benmanes.caffeine.cache.Cache<Object, Object> caffeine() {
        return entries;
    }

    /** The keys of everybody in it, those that were asked for most and last before the others. */
    public List<String> latest() {
        return entries.policy()
                .eviction()
                .map(order -> order.hottest(Integer.MAX_VALUE).keySet().stream()
                        .map(String.class::cast)
                        .toList())
                .orElseThrow();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    public <K, V> V get(K key) {
        return (V) entries.getIfPresent(key);
    }

    @Override
    public void put(Object key, Object value) {
        entries.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.asMap().containsKey(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.asMap().computeIfPresent(key, (k, value) -> update.apply((V) value));
    }

    @Override
    public Registration registerCacheEntryListener(@Nullable EntryListener listener) {
        throw new UnsupportedOperationException("this cache tells nobody about its entries");
    }
}
