package io.flywheel.command.lifecycle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Lists everybody who was first recorded before a position, page by page in the order of the log's key. */
@Component
class LifecyclePages {
    /** So that a page of long histories fits into memory as well. */
    private static final long MOST_EVENTS = 20_000;

    // Streams begin with 0; the range lets the key (stream, sequence) answer it without reading the events.
    private static final String OPENED =
            "FROM ledger_event WHERE stream > ? AND sequence = 0 AND position < ? AND stream_type = 'UserLifecycle'";

    private final JdbcTemplate jdbc;

    LifecyclePages(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    long count(long before) {
        Long count = jdbc.queryForObject("SELECT COUNT(*) " + OPENED, Long.class, "", before);
        return count == null ? 0 : count;
    }

    /**
     * @param after a stream, empty for the first page
     * @param most people; fewer where they have much history, but at least one unless nobody is left
     */
    List<String> next(String after, long before, int most) {
        List<String> page = jdbc.queryForList(
                "SELECT stream " + OPENED + " ORDER BY stream LIMIT " + most, String.class, after, before);
        if (page.size() <= 1) {
            return page;
        }
        Map<String, Long> events = new HashMap<>();
        jdbc.query(
                "SELECT stream, MAX(sequence) FROM ledger_event WHERE stream IN (%s) GROUP BY stream"
                        .formatted(String.join(", ", Collections.nCopies(page.size(), "?"))),
                row -> {
                    events.put(row.getString(1), row.getLong(2) + 1);
                },
                page.toArray());
        List<String> fitting = new ArrayList<>();
        long sum = 0;
        for (String stream : page) {
            sum += events.getOrDefault(stream, 1L);
            if (sum > MOST_EVENTS && !fitting.isEmpty()) {
                break;
            }
            fitting.add(stream);
        }
        return fitting;
    }
}
