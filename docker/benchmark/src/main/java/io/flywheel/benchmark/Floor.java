package io.flywheel.benchmark;

import io.flywheel.benchmark.StoredLedger.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The least that storing these events can cost: the rows that the product wrote, inserted again as they are by plain
 * JDBC into an empty store of the same tables and settings, one batch of touchpoints to a transaction.
 */
final class Floor {
    private final Place target;
    private final String insert;
    private final int threads;

    /**
     * What it took.
     *
     * @param seconds from the first insert to the last commit
     * @param processor seconds of processor time of this process in between
     */
    record Took(double seconds, double processor) {}

    private Floor(Place target, int columns, int threads) {
        this.target = target;
        this.insert = "INSERT INTO ledger_event VALUES (" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
        this.threads = threads;
    }

    /**
     * Warms up with the events up to a position, then times the later ones.
     *
     * @param source what the product left
     * @param target an empty one
     */
    static Took run(Place source, Place target, int threads, int batch, long warmUpTo)
            throws SQLException, InterruptedException, ExecutionException {
        List<String> definition;
        List<Row> rows;
        int columns;
        try (StoredLedger ledger = StoredLedger.open(source)) {
            definition = ledger.definition();
            rows = ledger.rows();
            columns = ledger.columns();
        }
        // open throughout, or an embedded store closes between two connections
        try (Connection keeper = target.create();
                Statement statement = keeper.createStatement()) {
            for (String line : definition) {
                statement.execute(line);
            }
            statement.execute("INSERT INTO ledger_head (id, position) VALUES (1, 0)");
            Floor floor = new Floor(target, columns, threads);
            List<Row> warmUp =
                    rows.stream().filter(row -> row.position <= warmUpTo).toList();
            List<Row> timed =
                    rows.stream().filter(row -> row.position > warmUpTo).toList();
            floor.insert(chunks(warmUp, batch));
            return floor.insert(chunks(timed, batch));
        }
    }

    /** Cuts the log after every so many touchpoints, each with the events it caused. */
    static List<List<Row>> chunks(List<Row> rows, int touchpoints) {
        List<List<Row>> chunks = new ArrayList<>();
        List<Row> chunk = new ArrayList<>();
        int seen = 0;
        for (Row row : rows) {
            if (row.touchpoint && seen == touchpoints) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                seen = 0;
            }
            seen += row.touchpoint ? 1 : 0;
            chunk.add(row);
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }

    private Took insert(List<List<Row>> chunks) throws SQLException, InterruptedException, ExecutionException {
        List<Connection> connections = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int i = 0; i < threads; i++) {
                Connection connection = target.create();
                connection.setAutoCommit(false);
                connections.add(connection);
            }
            AtomicInteger next = new AtomicInteger();
            List<Callable<Integer>> writers = new ArrayList<>();
            for (Connection connection : connections) {
                writers.add(() -> write(connection, chunks, next));
            }
            long processor = ProcessorTime.nanos();
            long start = System.nanoTime();
            for (Future<Integer> written : pool.invokeAll(writers)) {
                written.get();
            }
            return new Took((System.nanoTime() - start) / 1e9, (ProcessorTime.nanos() - processor) / 1e9);
        } finally {
            pool.shutdownNow();
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private int write(Connection connection, List<List<Row>> chunks, AtomicInteger next) throws SQLException {
        int written = 0;
        try (PreparedStatement event = connection.prepareStatement(insert);
                PreparedStatement head =
                        connection.prepareStatement("UPDATE ledger_head SET position = position + ? WHERE id = 1")) {
            for (int i = next.getAndIncrement(); i < chunks.size(); i = next.getAndIncrement()) {
                List<Row> chunk = chunks.get(i);
                for (Row row : chunk) {
                    for (int column = 0; column < row.values.length; column++) {
                        event.setObject(column + 1, row.values[column]);
                    }
                    event.addBatch();
                }
                event.executeBatch();
                // last, so that several writers wait for each other as little as they can
                head.setInt(1, chunk.size());
                head.executeUpdate();
                connection.commit();
                written += chunk.size();
            }
        }
        return written;
    }
}
