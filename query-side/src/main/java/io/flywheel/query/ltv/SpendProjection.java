package io.flywheel.query.ltv;

import io.flywheel.api.spend.SpendRecorded;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.Projection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps what was spent on advertising, also what was corrected since: each amount from one position to another. */
@Component
class SpendProjection implements Projection {
    static final String NAME = "spend";
    /** The {@code withdrawn_at} of what stands. */
    static final long FOREVER = Long.MAX_VALUE;

    private static final String WITHDRAW = """
            UPDATE spend_rows SET withdrawn_at = ?
            WHERE channel = ? AND spent_on = ? AND currency = ? AND generation = ? AND withdrawn_at = ?""";
    private static final String INSERT = """
            INSERT INTO spend_rows (generation, channel, spent_on, currency, known_at, amount, withdrawn_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";

    private record Key(String channel, LocalDate day, String currency) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("spend_rows");
    }

    @Override
    public void project(List<LedgerEvent> block, JdbcTemplate jdbc, int generation) {
        List<Object[]> withdrawn = new ArrayList<>();
        List<Object[]> inserted = new ArrayList<>();
        Map<Key, Object[]> latest = new HashMap<>();
        for (LedgerEvent entry : block) {
            if (entry.event() instanceof SpendRecorded spent) {
                Key key = new Key(spent.channel(), spent.day(), spent.money().currency());
                Object[] row = {
                    generation,
                    key.channel,
                    key.day,
                    key.currency,
                    entry.position(),
                    spent.money().amount(),
                    FOREVER
                };
                inserted.add(row);
                Object[] before = latest.put(key, row);
                if (before == null) {
                    withdrawn.add(
                            new Object[] {entry.position(), key.channel, key.day, key.currency, generation, FOREVER});
                } else {
                    before[6] = entry.position();
                }
            }
        }
        if (!inserted.isEmpty()) {
            jdbc.batchUpdate(WITHDRAW, withdrawn);
            jdbc.batchUpdate(INSERT, inserted);
        }
    }
}
