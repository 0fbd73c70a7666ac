package io.flywheel.command.lifecycle;

import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnels;
import io.flywheel.api.EventFormat;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.command.platform.LastPosition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Saves looking up keys that were surely never recorded: a Bloom filter over all touchpoint keys of the log. It only
 * ever saves work: while it is being built everything is looked up, and what it misses the unique key finds.
 */
@Component
class RecordedKeyFilter implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedKeyFilter.class);
    private static final long FEWEST = 1_000_000;
    private static final double WRONGLY = 0.01;
    private static final int POSITIONS_A_READ = 20_000;

    private final JdbcTemplate jdbc;
    private final AtomicLong added = new AtomicLong();
    private volatile @Nullable BloomFilter<CharSequence> keys;
    private volatile boolean complete;
    private volatile long room;
    private volatile @Nullable Thread builder;

    RecordedKeyFilter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the keys that have to be looked up. */
    List<String> maybeRecorded(List<String> asked) {
        BloomFilter<CharSequence> filter = keys;
        if (filter == null || !complete) {
            return asked;
        }
        List<String> maybe = new ArrayList<>(0);
        for (String key : asked) {
            if (filter.mightContain(key)) {
                maybe.add(key);
            }
        }
        return maybe;
    }

    /** To be told of every key that was committed. */
    void add(List<String> recorded) {
        BloomFilter<CharSequence> filter = keys;
        if (filter == null) {
            return;
        }
        recorded.forEach(filter::put);
        // A filter that holds more than it was made for would pass nearly everything on.
        if (added.addAndGet(recorded.size()) > room && complete) {
            build();
        }
    }

    private synchronized void build() {
        if (builder != null && builder.isAlive()) {
            return;
        }
        builder = Thread.ofPlatform().name("recorded-keys").daemon().start(this::readLog);
    }

    private void readLog() {
        try {
            long last = LastPosition.ofLog(jdbc);
            complete = false;
            room = Math.max(FEWEST, last * 2);
            added.set(0);
            BloomFilter<CharSequence> filter =
                    BloomFilter.create(Funnels.stringFunnel(StandardCharsets.US_ASCII), room, WRONGLY);
            // In place before the log is read: what is recorded meanwhile goes into it too.
            keys = filter;
            for (long from = 0; from < last; from += POSITIONS_A_READ) {
                List<String> some = jdbc.queryForList(
                        "SELECT event_id FROM ledger_event WHERE position > ? AND position <= ? AND type = ?",
                        String.class,
                        from,
                        Math.min(from + POSITIONS_A_READ, last),
                        EventFormat.typeOf(TouchpointRecorded.class));
                some.forEach(filter::put);
                added.addAndGet(some.size());
            }
            // A batch may have committed before the filter was in place and after the head was read.
            jdbc.queryForList("SELECT event_id FROM ledger_event WHERE position > ?", String.class, last)
                    .forEach(filter::put);
            complete = true;
        } catch (DataAccessException storeIsAway) {
            LOG.warn("The keys of the log could not be read; every touchpoint is looked up until the next start");
        }
    }

    @Override
    public void start() {
        build();
    }

    @Override
    public void stop() {
        complete = false;
        builder = null;
    }

    @Override
    public boolean isRunning() {
        return builder != null;
    }
}
