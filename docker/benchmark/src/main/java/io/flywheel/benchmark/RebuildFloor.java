package io.flywheel.benchmark;

import io.flywheel.api.EventFormat;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The least that a rebuild can cost: one thread scans and decodes the log and inserts, block by block, the rows that the
 * read models end with. It never has to find out what they are, and writes each once.
 */
public final class RebuildFloor {
    /** To a transaction. */
    static final int BLOCK = 64_000;

    private static final int AT_ONCE = 2_000;
    private static final int BATCH = 5_000;
    private static final String EVENTS =
            "SELECT position, stream, sequence, recorded_at, type, payload FROM ledger_event"
                    + " WHERE position > ? AND position <= ? ORDER BY position";

    /** The tables, each with the SQL for the position at which a row of it became known. */
    private static final Map<String, String> TABLES = Map.of(
            "stage_transition_rows", "r.known_at",
            "stage_person_rows",
                    "(SELECT MIN(i.known_at) FROM identity_rows i WHERE i.generation = 1 AND i.stream = r.stream)",
            "identity_rows", "r.known_at",
            "timeline_rows", "r.first_position",
            "timeline_clock_rows", "r.first_position",
            "money_rows", "r.known_at",
            "money_withdrawal_rows", "r.withdrawn_at",
            "definition_rows", "r.known_at",
            "definition_active_rows", "r.known_at");

    private final Connection ledger;
    private final Connection target;

    /** By the last position of each block its rows, by the statement that inserts them. */
    private final NavigableMap<Long, Map<String, List<Object[]>>> blocks = new TreeMap<>();

    private long events;
    private long rows;

    private RebuildFloor(Connection ledger, Connection target) {
        this.ledger = ledger;
        this.target = target;
    }

    /** Run by the product's launcher. */
    public static void main(String[] words) throws Exception {
        EmbeddedPlace source = new EmbeddedPlace(Path.of(words[0]));
        EmbeddedPlace copy = new EmbeddedPlace(Path.of(words[1]));
        long warmUpTo = Long.parseLong(words[2]);
        long until = Long.parseLong(words[3]);
        try (Connection ledger = source.connect();
                Connection built = source.connectReadModels();
                Connection target = copy.create(EmbeddedPlace.READ_MODELS, EmbeddedPlace.READ_SETTINGS);
                Statement statement = target.createStatement()) {
            for (String line : source.definition(built, TABLES.keySet().toArray(String[]::new))) {
                statement.execute(line);
            }
            target.setAutoCommit(false);
            RebuildFloor floor = new RebuildFloor(ledger, target);
            floor.cut(0, warmUpTo);
            floor.cut(warmUpTo, until);
            floor.load(built, until);
            floor.run(0, warmUpTo);
            System.gc();
            long processor = ProcessorTime.nanos();
            long start = System.nanoTime();
            floor.run(warmUpTo, until);
            double seconds = (System.nanoTime() - start) / 1e9;
            double used = (ProcessorTime.nanos() - processor) / 1e9;
            floor.check(statement, until);
            System.out.println("copied seconds " + seconds + " processor " + used + " rows " + floor.rows);
        }
        System.exit(0);
    }

    /** One after the other, or the store has all of them in memory too. */
    private static ResultSet rows(Statement statement, String query) throws SQLException {
        statement.execute("SET LAZY_QUERY_EXECUTION 1");
        return statement.executeQuery(query);
    }

    private void cut(long from, long to) {
        for (long last = from + BLOCK; last < to; last += BLOCK) {
            blocks.put(last, new LinkedHashMap<>());
        }
        blocks.put(to, new LinkedHashMap<>());
    }

    private void load(Connection built, long until) throws SQLException {
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            try (Statement statement = built.createStatement();
                    ResultSet result = rows(
                            statement,
                            "SELECT " + table.getValue() + ", r.* FROM " + table.getKey()
                                    + " r WHERE generation = 1")) {
                int columns = result.getMetaData().getColumnCount() - 1;
                String insert = "INSERT INTO " + table.getKey() + " VALUES ("
                        + String.join(", ", Collections.nCopies(columns, "?")) + ")";
                while (result.next()) {
                    Object[] row = new Object[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = result.getObject(i + 2);
                    }
                    blocks.ceilingEntry(Math.min(until, result.getLong(1)))
                            .getValue()
                            .computeIfAbsent(insert, statementText -> new ArrayList<>())
                            .add(row);
                    rows++;
                }
            }
        }
    }

    private void run(long from, long to) throws SQLException {
        long after = from;
        for (Map.Entry<Long, Map<String, List<Object[]>>> block :
                blocks.subMap(from, false, to, true).entrySet()) {
            events += decode(after, block.getKey()).size();
            for (Map.Entry<String, List<Object[]>> each : block.getValue().entrySet()) {
                insert(each.getKey(), each.getValue());
            }
            target.commit();
            after = block.getKey();
        }
    }

    private List<Object> decode(long after, long to) throws SQLException {
        List<Object> decoded = new ArrayList<>();
        try (PreparedStatement query = ledger.prepareStatement(EVENTS)) {
            for (long from = after; from < to; from += AT_ONCE) {
                query.setLong(1, from);
                query.setLong(2, Math.min(from + AT_ONCE, to));
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        decoded.add(EventFormat.readFacts(row.getString(5), row.getBytes(6)));
                    }
                }
            }
        }
        return decoded;
    }

    private void insert(String sql, List<Object[]> values) throws SQLException {
        try (PreparedStatement insert = target.prepareStatement(sql)) {
            int waiting = 0;
            for (Object[] row : values) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
                if (++waiting == BATCH) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            insert.executeBatch();
        }
    }

    /** A loop that left something out would be no floor. */
    private void check(Statement statement, long until) throws SQLException {
        long stored = 0;
        for (String table : TABLES.keySet()) {
            try (ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                count.next();
                stored += count.getLong(1);
            }
        }
        if (stored != rows || events != until) {
            throw new IllegalStateException(
                    "The loop wrote " + stored + " rows of " + rows + " and decoded " + events + " events of " + until);
        }
    }
}
