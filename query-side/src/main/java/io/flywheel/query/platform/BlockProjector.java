package io.flywheel.query.platform;

import io.flywheel.api.Micros;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes a block's rows and the position they reach in one transaction, for one generation of one read model. */
class BlockProjector implements EventHandlerInvoker {
    private static final Logger log = LoggerFactory.getLogger(BlockProjector.class);
    private static final String ADVANCE = """
            UPDATE read_model_position SET position = ?, recorded_at = ?
            WHERE name = ? AND generation = ? AND position = ?""";

    /** Nothing is wrong then: the processor ends in a moment. */
    private static final String DROPPED = "this generation is not wanted any more";

    private final Projection projection;
    private final int generation;
    private final JdbcTemplate jdbc;
    private final Runnable advanced;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable String error;

    BlockProjector(Projection projection, int generation, JdbcTemplate jdbc, Runnable advanced) {
        this.projection = projection;
        this.generation = generation;
        this.jdbc = jdbc;
        this.advanced = advanced;
    }

    /** Why the last block could not be projected; none while all goes well. Holds no personal data. */
    @Nullable
    String error() {
        return error;
    }

    /** How often in a row a block could not be projected. */
    int failures() {
        return failures.get();
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        Block block = (Block) message.getPayload();
        try {
            project(block);
        } catch (RuntimeException e) {
            throw failed(block, e);
        }
        CurrentUnitOfWork.get().afterCommit(unit -> {
            error = null;
            failures.set(0);
            block.done().run();
            advanced.run();
        });
    }

    private void project(Block block) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new ProjectionFailure("there is no transaction that holds rows and position together");
        }
        LedgerEvent last = block.last();
        // Whoever else read for this generation in the meantime has moved the position: then these events count
        // already.
        int moved = jdbc.update(
                ADVANCE,
                last.position(),
                Micros.of(last.recordedAt()),
                projection.name(),
                generation,
                block.first() - 1);
        if (moved != 1 && isDropped()) {
            throw new ProjectionFailure(DROPPED);
        }
        if (moved != 1) {
            throw new ProjectionFailure("position " + (block.first() - 1)
                    + " is not where the rows of this generation end: its token and its rows disagree");
        }
        projection.project(block.events(), jdbc, generation);
    }

    private boolean isDropped() {
        return jdbc.queryForList(
                        "SELECT 1 FROM read_model_position WHERE name = ? AND generation = ?",
                        Integer.class,
                        projection.name(),
                        generation)
                .isEmpty();
    }

    private ProjectionFailure failed(Block block, RuntimeException cause) {
        String reason = "positions " + block.first() + " to " + block.last().position() + ": " + describe(cause);
        failures.incrementAndGet();
        if (!reason.equals(error) && !reason.endsWith(DROPPED)) {
            // Messages and values stay out of the log: they may quote what somebody sent.
            log.error("{}-{} cannot project {}; it keeps trying", projection.name(), generation, reason);
            error = reason;
        }
        return new ProjectionFailure(reason);
    }

    private static String describe(Throwable cause) {
        if (cause instanceof ProjectionFailure) {
            return String.valueOf(cause.getMessage());
        }
        StringBuilder text = new StringBuilder(cause.getClass().getSimpleName());
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        if (root instanceof SQLException sql) {
            text.append(", SQL state ").append(sql.getSQLState());
        }
        for (StackTraceElement frame : root.getStackTrace()) {
            if (frame.getClassName().startsWith("io.flywheel.")) {
                return text.append(", at ").append(frame).toString();
            }
        }
        return text.toString();
    }
}
