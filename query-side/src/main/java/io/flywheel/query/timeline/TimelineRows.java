package io.flywheel.query.timeline;

import io.flywheel.query.platform.ReadStore;
import io.flywheel.query.timeline.Selection.Order;
import io.flywheel.query.timeline.TimelineRow.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads a person's story a page at a time, so that no story is too long to read. */
@Component
class TimelineRows {
    private static final int CHUNK = 500;

    // The view would be read to the person's end for every page: H2 keeps the order of the index, and stops at the
    // limit, only on the table itself and when ordering by the whole index.
    static final String SELECT = """
            SELECT position, occurred_at, recorded_at, type, withdrawn_at, payload FROM timeline_rows
            WHERE generation = (SELECT live FROM read_model WHERE name = 'timeline')
                AND stream = ? AND position <= ? AND occurred_at >= ? AND occurred_at < ?""";
    static final String ASCENDING = " ORDER BY generation, stream, occurred_at, position";
    static final String DESCENDING = " ORDER BY generation DESC, stream DESC, occurred_at DESC, position DESC";

    private final JdbcTemplate jdbc;

    TimelineRows(@ReadStore JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The next rows after a place, from the beginning where there is none. */
    List<TimelineRow> page(Selection selection, @Nullable Place after, int limit) {
        List<Object> arguments = new ArrayList<>();
        StringBuilder sql = new StringBuilder(SELECT);
        boolean ascending = selection.order() == Order.ASC;
        long from = selection.from();
        long to = selection.to();
        if (after != null && ascending) {
            from = Math.max(from, after.occurredAt());
        } else if (after != null) {
            to = Math.min(to, after.occurredAt() + 1);
        }
        Collections.addAll(arguments, selection.stream(), selection.known(), from, to);
        if (!selection.types().isEmpty()) {
            sql.append(" AND type IN (")
                    .append(String.join(
                            ", ", Collections.nCopies(selection.types().size(), "?")))
                    .append(')');
            arguments.addAll(selection.types());
        }
        if (after != null) {
            sql.append(ascending ? " AND (occurred_at > ? OR position > ?)" : " AND (occurred_at < ? OR position < ?)");
            Collections.addAll(arguments, after.occurredAt(), after.position());
        }
        sql.append(ascending ? ASCENDING : DESCENDING).append(" LIMIT ?");
        arguments.add(limit);
        return jdbc.query(
                sql.toString(),
                (row, number) -> new TimelineRow(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getBytes(6)),
                arguments.toArray());
    }

    /** Hands over every row of a selection, holding only a few hundred at once and no connection between them. */
    void forEach(Selection selection, Consumer<TimelineRow> reader) {
        Place place = null;
        List<TimelineRow> rows;
        do {
            rows = page(selection, place, CHUNK);
            rows.forEach(reader);
            place = rows.isEmpty() ? place : rows.getLast().place();
        } while (rows.size() == CHUNK);
    }
}
