package io.flywheel.query.platform;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The generations of each read model: one is live, others are built beside it or kept for going back. What is changed
 * here belongs to the caller's transaction, if there is one.
 */
@Component
public class Generations {
    private static final long HELD_UP = TimeUnit.SECONDS.toNanos(1);
    private static final String POSITION = "SELECT position FROM read_model_position WHERE name = ? AND generation = ?";

    /** One generation of one read model; {@link #toString()} is what its processor and its token are called. */
    record Generation(String name, int number) {
        @Override
        public String toString() {
            return name + "-" + number;
        }
    }

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final QuerySchema schema;

    Generations(@ReadStore JdbcTemplate jdbc, @ReadStore PlatformTransactionManager transactions, QuerySchema schema) {
        this.jdbc = jdbc;
        this.schema = schema;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }

    /** Makes a read model known: its first generation is live at once and begins at the start of the log. */
    void first(String name) {
        transaction.executeWithoutResult(status -> {
            if (!isKnown(name)) {
                jdbc.update("INSERT INTO read_model (name, live) VALUES (?, 1)", name);
                open(name, 1);
            }
        });
    }

    private boolean isKnown(String name) {
        return !jdbc.queryForList("SELECT live FROM read_model WHERE name = ?", Integer.class, name)
                .isEmpty();
    }

    /** Opens a generation at the start of the log; every process begins to read for it within a second. */
    public void open(String name, int generation) {
        jdbc.update(
                "INSERT INTO read_model_position (name, generation, position, recorded_at) VALUES (?, ?, 0, 0)",
                name,
                generation);
    }

    /** Every generation that is kept up to date. */
    List<Integer> of(String name) {
        return jdbc.queryForList(
                "SELECT generation FROM read_model_position WHERE name = ? ORDER BY generation", Integer.class, name);
    }

    /** The largest number of which there are or may be rows. */
    public int latest(String name) {
        return Stream.concat(
                        of(name).stream(),
                        jdbc
                                .queryForList(
                                        "SELECT generation FROM read_model_removal WHERE name = ?", Integer.class, name)
                                .stream())
                .max(Comparator.naturalOrder())
                .orElse(0);
    }

    public int live(String name) {
        Integer live = jdbc.queryForObject("SELECT live FROM read_model WHERE name = ?", Integer.class, name);
        return live == null ? 1 : live;
    }

    /** How far a generation has read the log; nothing if there is none of that number. */
    public OptionalLong position(String name, int generation) {
        return jdbc.queryForList(POSITION, Long.class, name, generation).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /**
     * From here on every question is answered from another generation, which has seen no less than the one before: no
     * answer's position goes back. For that the one that answers is held up, for a second at most.
     *
     * @return false if {@code from} does not answer, or {@code to} does not come up with it: then nothing has changed
     */
    public boolean switchTo(String name, int from, int to) {
        return Objects.requireNonNull(transaction.execute(status -> {
            List<Long> held = jdbc.queryForList(POSITION + " FOR UPDATE", Long.class, name, from);
            return !held.isEmpty()
                    && reaches(name, to, held.getFirst())
                    && jdbc.update("UPDATE read_model SET live = ? WHERE name = ? AND live = ?", to, name, from) == 1;
        }));
    }

    private boolean reaches(String name, int generation, long wanted) {
        long deadline = System.nanoTime() + HELD_UP;
        while (true) {
            OptionalLong position = position(name, generation);
            if (position.isPresent() && position.getAsLong() >= wanted) {
                return true;
            }
            if (position.isEmpty() || System.nanoTime() >= deadline) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Gives up a generation that does not answer. From here on nothing writes rows for it; they are deleted later. */
    public void drop(String name, int generation) {
        transaction.executeWithoutResult(status -> {
            if (live(name) == generation) {
                throw new IllegalStateException(name + " is answered from generation " + generation);
            }
            if (jdbc.update("DELETE FROM read_model_position WHERE name = ? AND generation = ?", name, generation)
                    == 1) {
                jdbc.update("INSERT INTO read_model_removal (name, generation) VALUES (?, ?)", name, generation);
            }
        });
    }

    /** Those whose rows are still to be deleted. */
    List<Generation> dropped() {
        return jdbc.query(
                "SELECT name, generation FROM read_model_removal ORDER BY name, generation",
                (row, number) -> new Generation(row.getString(1), row.getInt(2)));
    }

    /** Whether rows that a read model has given up are still being deleted. */
    public boolean isClearing(String name) {
        return dropped().stream().anyMatch(generation -> generation.name().equals(name));
    }

    /** Nothing is left of a dropped generation. */
    void removed(Generation generation) {
        transaction.executeWithoutResult(status -> {
            jdbc.update("DELETE FROM query_token WHERE processor = ?", generation.toString());
            jdbc.update(
                    "DELETE FROM read_model_removal WHERE name = ? AND generation = ?",
                    generation.name(),
                    generation.number());
        });
    }

    /** Makes what was committed outlive a killed process: the embedded store is otherwise written in the background. */
    public void keep() {
        if (schema.embedded()) {
            jdbc.execute("CHECKPOINT");
        }
    }
}
