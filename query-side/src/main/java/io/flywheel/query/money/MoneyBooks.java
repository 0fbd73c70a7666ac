package io.flywheel.query.money;

import io.flywheel.api.touchpoint.MoneyEffect;
import io.flywheel.query.platform.InList;
import io.flywheel.query.platform.ReadStore;
import io.flywheel.query.platform.Scan;
import io.flywheel.query.platform.Snapshot;
import java.lang.ref.SoftReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Hands out the book of money as of now. It is read whole once, then only the people of whom something new is known; and
 * it is given up when memory runs short.
 */
@Component
public class MoneyBooks {
    /** Beyond this share of all people, reading everybody is the quicker way. */
    private static final int PEOPLE_PER_CHANGED = 10;

    private static final int FEW = 1_000;
    private static final String LIVE = "SELECT generation, position FROM read_model_live WHERE name = 'money'";
    private static final String COUNT = "SELECT COUNT(*) FROM money_rows WHERE generation = ?";
    private static final String ROWS = """
            SELECT stream, currency, effect, occurred_at, amount FROM money_rows
            WHERE generation = ? AND withdrawn_at = 9223372036854775807 AND currency <> ''""";
    private static final String CHANGED = """
            SELECT stream FROM money_rows WHERE generation = ? AND known_at > ?
            UNION SELECT stream FROM money_withdrawal_rows WHERE generation = ? AND withdrawn_at > ?""";

    private record Live(int generation, long position) {}

    /** What one book after the other is made of. */
    private record Kept(int generation, Names people, Names currencies, MoneyBook book) {}

    private final JdbcTemplate jdbc;
    private final Scan scan;
    private final Snapshot snapshot;
    private SoftReference<@Nullable Kept> kept = new SoftReference<>(null);

    public MoneyBooks(@ReadStore JdbcTemplate jdbc, Scan scan, Snapshot snapshot) {
        this.jdbc = jdbc;
        this.scan = scan;
        this.snapshot = snapshot;
    }

    public synchronized MoneyBook now() {
        Kept before = kept.get();
        Kept now = snapshot.read(() -> read(before));
        if (now != before) {
            kept = new SoftReference<>(now);
        }
        return now.book;
    }

    private Kept read(@Nullable Kept before) {
        Live live = jdbc.query(LIVE, (row, number) -> new Live(row.getInt(1), row.getLong(2))).stream()
                .findFirst()
                .orElseGet(() -> new Live(1, 0));
        if (before == null || before.generation != live.generation || live.position < before.book.position()) {
            return readWhole(live);
        }
        if (live.position == before.book.position()) {
            return before;
        }
        Set<String> changed = changedSince(before.book.position(), live.generation);
        return changed.size() > before.book.people() / PEOPLE_PER_CHANGED + FEW
                ? readWhole(live)
                : readAgain(before, changed, live);
    }

    private Set<String> changedSince(long position, int generation) {
        return new HashSet<>(jdbc.queryForList(CHANGED, String.class, generation, position, generation, position));
    }

    private Kept readWhole(Live live) {
        Integer rows = jdbc.queryForObject(COUNT, Integer.class, live.generation);
        Names people = new Names();
        Names currencies = new Names();
        BookKeeper keeper = new BookKeeper(people, currencies, rows == null ? 0 : rows);
        scan.each(ROWS, row -> add(keeper, row), live.generation);
        return new Kept(live.generation, people, currencies, keeper.book(live.position));
    }

    private Kept readAgain(Kept before, Set<String> changed, Live live) {
        BookKeeper keeper = new BookKeeper(before.people, before.currencies, 4 * changed.size());
        BitSet whose = new BitSet();
        changed.forEach(stream -> whose.set(before.people.numberOf(stream)));
        for (List<String> some : InList.slices(changed)) {
            List<Object> arguments = new ArrayList<>(List.of(live.generation));
            arguments.addAll(some);
            scan.each(ROWS + " AND stream IN " + InList.marks(some), row -> add(keeper, row), arguments.toArray());
        }
        return new Kept(
                live.generation, before.people, before.currencies, before.book.with(keeper.book(live.position), whose));
    }

    private static void add(BookKeeper keeper, ResultSet row) throws SQLException {
        keeper.add(
                row.getString(1),
                row.getString(2),
                row.getString(3).equals(MoneyEffect.EARNS.name()),
                row.getLong(4),
                Millionths.of(row.getBigDecimal(5)));
    }
}
