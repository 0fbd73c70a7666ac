package io.flywheel.query.timeline;

import io.flywheel.query.platform.KnowledgeClock;
import io.flywheel.query.platform.Ledger;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.ReadStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Says which log position had been reached at an instant: the largest one recorded at or before it. Clocks step back, so
 * positions are not in the order of their times; days and seconds are kept instead of an index over every event.
 */
@Component
class RecordedClock implements KnowledgeClock {
    private static final int SECOND = 1;
    private static final int DAY = 86_400;

    private final JdbcTemplate jdbc;
    private final Ledger ledger;

    RecordedClock(@ReadStore JdbcTemplate jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    @Override
    public long positionAt(Instant instant) {
        long second = instant.getEpochSecond();
        long day = Math.floorDiv(second, DAY);
        long position = last("bucket < ?", DAY, day);
        position = Math.max(position, last("bucket >= ? AND bucket < ?", SECOND, day * DAY, second));
        return Math.max(position, withinSecond(second, instant));
    }

    private long last(String buckets, int span, Object... bounds) {
        List<Object> arguments = new ArrayList<>(List.of(span));
        arguments.addAll(List.of(bounds));
        return orZero(jdbc.queryForObject(
                "SELECT MAX(last_position) FROM timeline_clock WHERE span = ? AND " + buckets,
                Long.class,
                arguments.toArray()));
    }

    private long withinSecond(long second, Instant instant) {
        return jdbc
                .query(
                        "SELECT first_position, last_position FROM timeline_clock WHERE span = ? AND bucket = ?",
                        (row, number) -> new long[] {row.getLong(1), row.getLong(2)},
                        SECOND,
                        second)
                .stream()
                .mapToLong(range -> ledger.lastRecorded(range[0], range[1], instant))
                .max()
                .orElse(0);
    }

    private static long orZero(@Nullable Long position) {
        return position == null ? 0 : position;
    }

    static void write(List<LedgerEvent> block, JdbcTemplate jdbc, int generation) {
        record Bucket(int span, long number) {}
        Map<Bucket, long[]> buckets = new LinkedHashMap<>();
        for (LedgerEvent event : block) {
            long second = event.recordedAt().getEpochSecond();
            for (Bucket bucket : List.of(new Bucket(SECOND, second), new Bucket(DAY, Math.floorDiv(second, DAY)))) {
                buckets.computeIfAbsent(bucket, b -> new long[] {event.position(), 0})[1] = event.position();
            }
        }
        List<Object[]> rows = new ArrayList<>();
        buckets.forEach((bucket, positions) ->
                rows.add(new Object[] {generation, bucket.span(), bucket.number(), positions[0], positions[1]}));
        if (!rows.isEmpty()) {
            jdbc.batchUpdate("""
                    INSERT INTO timeline_clock_rows (generation, span, bucket, first_position, last_position)
                    VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE last_position = VALUES(last_position)""", rows);
        }
    }
}
