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
     * are, the more often rows of one person fall together; an event takes about a kilobyte while it is in one, and no
     * more than a fiftieth of the heap is meant for a block.
     */
    static final int SIZE = (int) Math.clamp(Runtime.getRuntime().maxMemory() / (64 * 1024), 2_000, 64_000);

    /**
     * Who is this far behind or more gets as many at once: most steps of a path are then written once, closed, instead
     * of opened by one block and closed by another. It takes memory of which there is little below half a gigabyte.
     */
    static final int FAR =
            (int) Math.clamp((Runtime.getRuntime().maxMemory() - (512L << 20)) / (10 * 1024), SIZE, 6 * SIZE);

    /** A block ends early where its events are large; decoded they take some times as much. */
    private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 100;

    /** Events asked for at once: MySQL's driver has the whole answer in memory before the first row is looked at. */
    private static final int AT_ONCE = 2_000;

    private static final String EVENTS = Ledger.COLUMNS + "WHERE position > ? AND position <= ? ORDER BY position";

    private final JdbcTemplate ledger;
    private final int size;
    private final int far;
    private final long mostBytes;
    private final Cache<Long, List<LedgerEvent>> recent =
            Caffeine.newBuilder().maximumSize(2).build();

    @Autowired
    LedgerBlocks(JdbcTemplate ledger) {
        this(ledger, SIZE, FAR, MOST_BYTES);
    }

    /**
     * @param far no less than size
     * @param mostBytes of size events
     */
    LedgerBlocks(JdbcTemplate ledger, int size, int far, long mostBytes) {
        this.ledger = ledger;
        this.size = size;
        this.far = far;
        this.mostBytes = mostBytes;
    }

    /** The same log, with blocks of its own. */
    LedgerBlocks apart() {
        return new LedgerBlocks(ledger);
    }

    /**
     * The events that follow a position, none missing between them.
     *
     * @param head nothing behind it is read
     * @return at least one event, or none at all if there is nothing to read
     */
    @Nullable
    List<LedgerEvent> after(long position, long head) {
        return recent.get(position, start -> read(start, end(start, head)));
    }

    private long end(long start, long head) {
        return Math.min(head, (start / far + 1) * far);
    }

    private @Nullable List<LedgerEvent> read(long after, long last) {
        List<LedgerEvent> block = new ArrayList<>();
        long most = last - after > size ? mostBytes * far / size : mostBytes;
        long bytes = 0;
        boolean complete = true;
        for (long from = after; complete && bytes < most && from < last; from += AT_ONCE) {
            long start = bytes;
            long to = Math.min(from + AT_ONCE, last);
            Long read = ledger.query(EVENTS, (ResultSet rows) -> decode(rows, after, block, start, most), from, to);
            bytes = read == null ? start : read;
            complete = block.size() == to - after;
        }
        return block.isEmpty() ? null : new Events(block);
    }

    /** Adds to the block while its bytes are not too many; answers how many they are now. */
    private static Long decode(ResultSet rows, long after, List<LedgerEvent> block, long start, long most)
            throws SQLException {
        long bytes = start;
        // Never skip: what is missing between two events has to appear before the log is read on.
        while (bytes < most && rows.next() && rows.getLong(1) == after + 1 + block.size()) {
            byte[] payload = rows.getBytes(6);
            bytes += payload.length;
            block.add(Ledger.readFacts(rows, payload));
        }
        return bytes;
    }
}
