package io.flywheel.benchmark;

import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;

/** Fills the product's sheet of who may have fallen silent with people whose turn comes much later; embedded store only. */
record FullSheet(JdbcTemplate ledger) {
    private static final int AT_ONCE = 100_000;

    /** From a day to sixty days after now, in an order that has nothing to do with their names. */
    private static final String FILL = """
            INSERT INTO churn_due (stream, due_at)
            SELECT CAST(RANDOM_UUID() AS VARCHAR), ? + CAST(RAND() * ? AS BIGINT) FROM SYSTEM_RANGE(1, ?)""";

    /** @param size how many rows there are afterwards */
    void fillUpTo(int size, Instant now) {
        for (int missing = size - rows(); missing > 0; missing = size - rows()) {
            ledger.update(
                    FILL,
                    micros(now.plus(Duration.ofDays(1))),
                    Duration.ofDays(59).toNanos() / 1_000,
                    Math.min(missing, AT_ONCE));
        }
        // else what is measured next would wait for the disk
        ledger.execute("CHECKPOINT SYNC");
    }

    int rows() {
        return number("SELECT COUNT(*) FROM churn_due");
    }

    boolean isAnybodyDue(Instant now) {
        return !ledger.queryForList(
                        "SELECT stream FROM churn_due WHERE held_by IS NULL AND due_at <= ? ORDER BY held_by, due_at LIMIT 1",
                        String.class,
                        micros(now))
                .isEmpty();
    }

    private int number(String sql) {
        Integer number = ledger.queryForObject(sql, Integer.class);
        return number == null ? 0 : number;
    }

    private static long micros(Instant instant) {
        return instant.toEpochMilli() * 1_000;
    }
}
