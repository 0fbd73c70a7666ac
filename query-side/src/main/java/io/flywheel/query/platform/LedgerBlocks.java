package io.flywheel.query.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and decodes the log in blocks, once for all read models that are near each other. */
@Component
class LedgerBlocks {
    /**
     * Blocks end at multiples of this position, so that readers who started apart come to share them. The larger they
     * are, the more often rows of one person fall together, and the more steps of a path are written once, closed,
     * instead of opened by one block and closed by another. It takes memory, of which there is little below half a
     * gigabyte: an event takes about a kilobyte while it is in a block, and no more than a tenth of the heap is meant
     * for one.
     */
    static final int SIZE = size(Runtime.getRuntime().maxMemory());

    /** A block ends early where its events are large; decoded they take some times as much. */
    private static final int USUAL_BYTES = 650;

    /** Events asked for at once: MySQL's driver has the whole answer in memory before the first row is looked at. */
    private static final int AT_ONCE = 2_000;

    /** A read model that is built beside another is watched: it gets the log in so many blocks, unless they are tiny. */
    private static final int STEPS = 8;

    private static final int TINY = 1_000;

    private static final String EVENTS = Ledger.COLUMNS + "WHERE position > ? AND position <= ? ORDER BY position";

    private final JdbcTemplate ledger;
    private final int size;
    private final int steps;
    private final long mostBytes;
    private final Cache<Long, List<LedgerEvent>> recent =
            Caffeine.newBuilder().maximumSize(2).build();

    @Autowired
    LedgerBlocks(JdbcTemplate ledger) {
        this(ledger, SIZE, 1, (long) SIZE * USUAL_BYTES);
    }

    /**
     * @param steps the least number of blocks for the whole log
     * @param mostBytes in a block, but for its last event
     */
    LedgerBlocks(JdbcTemplate ledger, int size, int steps, long mostBytes) {
        this.ledger = ledger;
        this.size = size;
        this.steps = steps;
        this.mostBytes = mostBytes;
    }

    private static int size(long heap) {
        int least = (int) Math.clamp(heap / (64 * 1024), 2_000, 64_000);
        return (int) Math.clamp((heap - (512L << 20)) / (10 * 1024), least, 6 * least);
    }

    /** The same log for those who read all of it, with blocks of their own. */
    LedgerBlocks apart() {
        return new LedgerBlocks(ledger, size, STEPS, mostBytes);
    }

    /**
     * The events that follow a position, none missing between them.
     *
     * @param head nothing behind it is read
     * @return at least one event, or none at all if there is nothing to read
     */
    @Nullable
    List<LedgerEvent> after(long position, long head) {
        long step = steps == 1 ? size : Math.clamp(head / steps, Math.min(TINY, size), size);
        return recent.get(position, start -> read(start, Math.min(head, (start / step + 1) * step)));
    }

    private @Nullable List<LedgerEvent> read(long after, long last) {
        List<LedgerEvent> block = new ArrayList<>();
        long bytes = 0;
        boolean complete = true;
        for (long from = after; complete && bytes < mostBytes && from < last; from += AT_ONCE) {
            long start = bytes;
            long to = Math.min(from + AT_ONCE, last);
            Long read = ledger.query(EVENTS, (ResultSet rows) -> decode(rows, after, block, start), from, to);
            bytes = read == null ? start : read;
            complete = block.size() == to - after;
        }
        return block.isEmpty() ? null : new Events(block);
    }

    /** Adds to the block while its bytes are not too many; answers how many they are now. */
    private Long decode(ResultSet rows, long after, List<LedgerEvent> block, long start) throws SQLException {
        long bytes = start;
        // Never skip: what is missing between two events has to appear before the log is read on.
        while (bytes < mostBytes && rows.next() && rows.getLong(1) == after + 1 + block.size()) {
            byte[] payload = rows.getBytes(6);
            bytes += payload.length;
            block.add(Ledger.readFacts(rows, payload));
        }
        return bytes;
    }
}
