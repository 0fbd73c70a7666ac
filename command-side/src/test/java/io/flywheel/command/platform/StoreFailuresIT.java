package io.flywheel.command.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flywheel.api.store.TestStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What real stores say when something goes wrong, and what is made of it. */
class StoreFailuresIT {
    private final JdbcTemplate jdbc = LedgerForTests.fresh();

    @Test
    void a_key_that_is_there_already_is_no_store_that_is_away() {
        Throwable failure = catchThrowable(() -> append("ada", "ada"));
        assertThat(DuplicateKeys.isOne(failure)).isTrue();
        assertThat(StoreFailures.isUnavailable(wrapped(failure))).isFalse();
        assertThat(StoreFailures.isContention(wrapped(failure))).isFalse();
    }

    @Test
    void a_value_that_does_not_fit_is_no_store_that_is_away() {
        Throwable failure = catchThrowable(() -> append("ada", "x".repeat(37)));
        assertThat(failure).isNotNull();
        assertThat(StoreFailures.isUnavailable(wrapped(failure))).isFalse();
        assertThat(DuplicateKeys.isOne(failure)).isFalse();
    }

    @Test
    void a_lock_that_is_held_for_too_long_may_pass() throws SQLException {
        try (Connection holder = transaction();
                Connection waiting = transaction()) {
            execute(holder, "UPDATE ledger_head SET position = position + 1 WHERE id = 1");
            execute(
                    waiting,
                    TestStore.isOnMySql() ? "SET SESSION innodb_lock_wait_timeout = 1" : "SET LOCK_TIMEOUT 100");
            Throwable failure = catchThrowable(
                    () -> execute(waiting, "UPDATE ledger_head SET position = position + 1 WHERE id = 1"));
            assertThat(StoreFailures.isContention(wrapped(failure))).isTrue();
            holder.rollback();
            waiting.rollback();
            execute(waiting, TestStore.isOnMySql() ? "SET SESSION innodb_lock_wait_timeout = 15" : "SELECT 1");
        }
    }

    @Test
    void a_deadlock_may_pass() throws SQLException {
        try (Connection one = transaction();
                Connection other = transaction()) {
            execute(one, "UPDATE ledger_head SET position = position + 1 WHERE id = 1");
            execute(other, "UPDATE identity_moves SET moves = moves + 1 WHERE id = 1");
            CompletableFuture<Throwable> first = CompletableFuture.supplyAsync(
                    () -> catchThrowable(() -> execute(one, "UPDATE identity_moves SET moves = 7 WHERE id = 1")));
            Throwable second = catchThrowable(() -> execute(other, "UPDATE ledger_head SET position = 7 WHERE id = 1"));
            other.rollback();
            List<Throwable> failures =
                    Stream.of(first.join(), second).filter(each -> each != null).toList();
            assertThat(failures).isNotEmpty().allMatch(each -> StoreFailures.isContention(wrapped(each)));
            one.rollback();
        }
    }

    @Test
    void a_connection_that_is_cut_in_the_middle_is_a_store_that_is_away() throws SQLException {
        assumeTrue(TestStore.isOnMySql(), "SKIPPED: it is about a MySQL server; mvn -Pmysql verify runs this");
        try (Connection cut = transaction()) {
            execute(cut, "UPDATE ledger_head SET position = position + 1 WHERE id = 1");
            Long id;
            try (Statement statement = cut.createStatement();
                    var row = statement.executeQuery("SELECT CONNECTION_ID()")) {
                row.next();
                id = row.getLong(1);
            }
            jdbc.execute("KILL " + id);
            Throwable failure =
                    catchThrowable(() -> execute(cut, "UPDATE ledger_head SET position = position + 1 WHERE id = 1"));
            assertThat(StoreFailures.isUnavailable(wrapped(failure))).isTrue();
        }
        assertThat(jdbc.queryForObject("SELECT position FROM ledger_head", Long.class))
                .as("what was not committed is gone, and the pool goes on")
                .isZero();
    }

    private void append(String... ids) {
        AtomicLong position = new AtomicLong();
        jdbc.batchUpdate(
                "INSERT INTO ledger_event (position, stream, sequence, stream_type, event_id, type, recorded_at, payload)"
                        + " VALUES (?, ?, 0, 'T', ?, 'E', 0, ?)",
                Stream.of(ids)
                        .map(id -> new Object[] {position.incrementAndGet(), "s" + position, id, new byte[1]})
                        .toList());
    }

    /** As the layers above hand it on. */
    private static Throwable wrapped(Throwable failure) {
        return new IllegalStateException(failure);
    }

    private Connection transaction() throws SQLException {
        Connection connection = jdbc.getDataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
