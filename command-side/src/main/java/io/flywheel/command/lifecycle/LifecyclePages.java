package io.flywheel.command.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Lists everybody who was first recorded before a position, page by page in the order of the log's key, which answers
 * without looking at events: what is to be read of the events themselves stands in no condition.
 */
@Component
class LifecyclePages {
    /** So that a page of long histories fits into memory as well. */
    private static final int MOST_EVENTS = 20_000;

    private static final String TYPE = "UserLifecycle";

    private final JdbcTemplate jdbc;

    LifecyclePages(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param people in order; none if all that was found were recorded later
     * @param last stream that was looked at, empty if there was none
     */
    record Page(List<String> people, String last) {}

    private record Opened(String stream, boolean wanted) {}

    long count(long before) {
        Long count = jdbc.queryForObject(
                "SELECT COUNT(CASE WHEN stream_type = ? AND position < ? THEN 1 END) FROM ledger_event"
                        + " WHERE sequence = 0",
                Long.class,
                TYPE,
                before);
        return count == null ? 0 : count;
    }

    /**
     * @param after a stream, empty for the first page
     * @param most streams; fewer where they are long, but at least one unless all were looked at
     */
    Page next(String after, long before, int most) {
        List<Opened> found = jdbc.query(
                "SELECT stream, stream_type, position FROM ledger_event WHERE stream > ? AND sequence = 0"
                        + " ORDER BY stream LIMIT " + most,
                (row, number) -> new Opened(row.getString(1), row.getString(2).equals(TYPE) && row.getLong(3) < before),
                after);
        if (found.isEmpty()) {
            return new Page(List.of(), "");
        }
        String limit = fitting(after, found.getLast().stream());
        List<String> people = new ArrayList<>(found.size());
        for (Opened each : found) {
            if (each.wanted() && each.stream().compareTo(limit) <= 0) {
                people.add(each.stream());
            }
        }
        return new Page(people, limit);
    }

    /** The last stream, up to {@code last}, that does not make the events too many; the first one in any case. */
    private String fitting(String after, String last) {
        List<String> streamOfEach = jdbc.queryForList(
                "SELECT stream FROM ledger_event WHERE stream > ? AND stream <= ? ORDER BY stream, sequence LIMIT "
                        + MOST_EVENTS,
                String.class,
                after,
                last);
        if (streamOfEach.size() < MOST_EVENTS) {
            return last;
        }
        String tooLong = streamOfEach.getLast();
        return streamOfEach.reversed().stream()
                .filter(stream -> !stream.equals(tooLong))
                .findFirst()
                .orElse(tooLong);
    }
}
