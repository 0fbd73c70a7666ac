package io.flywheel.query.consent;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.query.platform.Cells;
import io.flywheel.query.platform.InList;
import io.flywheel.query.platform.ReadStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads back what somebody said, from all the streams that are hers. */
@Component
class ConsentRows {
    private final JdbcTemplate jdbc;

    ConsentRows(@ReadStore JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param position in the log */
    record Said(ConsentChanged change, Instant recordedAt, long position) {}

    /**
     * Hands over what was known at a position, in the order of the log within each stream.
     *
     * @param purpose none for all
     */
    void each(Collection<String> streams, @Nullable String purpose, long known, Consumer<Said> reader) {
        for (List<String> some : InList.slices(streams)) {
            List<Object> arguments = new ArrayList<>(some);
            arguments.add(known);
            if (purpose != null) {
                arguments.add(purpose);
            }
            jdbc.query(
                    "SELECT * FROM consent WHERE stream IN " + InList.marks(some) + " AND known_at <= ?"
                            + (purpose == null ? "" : " AND purpose = ?") + " ORDER BY stream, known_at",
                    row -> {
                        reader.accept(read(row));
                    },
                    arguments.toArray());
        }
    }

    private static Said read(ResultSet row) throws SQLException {
        Long expires = Cells.number(row, "expires_at");
        return new Said(
                new ConsentChanged(
                        row.getString("purpose"),
                        row.getInt("granted") == 1,
                        Micros.toInstant(row.getLong("said_at")),
                        row.getString("source"),
                        row.getString("wording"),
                        expires == null ? null : Micros.toInstant(expires)),
                Micros.toInstant(row.getLong("recorded_at")),
                row.getLong("known_at"));
    }
}
