package io.flywheel.query.platform;

import io.flywheel.api.EventFormat;
import io.flywheel.api.Micros;
import io.flywheel.api.store.TestStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A store of its own for one test: the log as the command side lays it out, and the read models' tables. */
public final class TestLedger {
    public final DataSource dataSource;
    public final JdbcTemplate jdbc;
    public final JdbcTransactionManager transactions;
    /** None where the read models are elsewhere. */
    public final QuerySchema schema;

    private final Map<String, Long> sequences = new HashMap<>();
    private long position;

    public TestLedger() {
        this(true);
    }

    /** The log without the tables of the read models, which are in a store of their own. */
    static TestLedger alone() {
        return new TestLedger(false);
    }

    private TestLedger(boolean withReadModels) {
        TestStore store = TestStore.fresh();
        this.dataSource = store.pool();
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = new JdbcTransactionManager(dataSource);
        jdbc.execute("CREATE TABLE ledger_head (id INT PRIMARY KEY, position BIGINT NOT NULL)");
        jdbc.execute("INSERT INTO ledger_head VALUES (1, 0)");
        jdbc.execute("""
                CREATE TABLE ledger_event (position BIGINT NOT NULL PRIMARY KEY, stream VARCHAR(64) ascii NOT NULL,
                sequence BIGINT NOT NULL, stream_type VARCHAR(32) ascii NOT NULL, event_id VARCHAR(36) ascii NOT NULL,
                type VARCHAR(64) ascii NOT NULL, revision VARCHAR(16) ascii, recorded_at BIGINT NOT NULL,
                payload bytes NOT NULL, metadata bytes, UNIQUE (stream, sequence), UNIQUE (event_id))""".replace("ascii", store.kind().placeholders().get("ascii"))
                .replace("bytes", store.kind().placeholders().get("bytes")));
        this.schema = withReadModels ? new QuerySchema(dataSource, false) : null;
    }

    /** An event at the next position, not stored. */
    public LedgerEvent event(String stream, Object event) {
        long sequence = sequences.merge(stream, 0L, (old, none) -> old + 1);
        return new LedgerEvent(
                ++position,
                stream,
                sequence,
                Instant.parse("2026-01-01T00:00:00Z").plusMillis(position),
                EventFormat.typeOf(event.getClass()),
                event);
    }

    /** Appends to the log, all in one transaction. */
    public List<LedgerEvent> append(String stream, Object... events) {
        List<LedgerEvent> appended = new ArrayList<>();
        for (Object event : events) {
            appended.add(event(stream, event));
        }
        append(appended);
        return appended;
    }

    public void append(List<LedgerEvent> events) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.batchUpdate(
                    "INSERT INTO ledger_event VALUES (?,?,?,'test',?,?,'1',?,?,NULL)", events, 1000, (row, entry) -> {
                        row.setLong(1, entry.position());
                        row.setString(2, entry.stream());
                        row.setLong(3, entry.sequence());
                        row.setString(4, "e" + entry.position());
                        row.setString(5, entry.type());
                        row.setLong(6, Micros.of(entry.recordedAt()));
                        row.setBytes(7, EventFormat.write(entry.event()));
                    });
            jdbc.update("UPDATE ledger_head SET position = ?", position);
        });
    }
}
