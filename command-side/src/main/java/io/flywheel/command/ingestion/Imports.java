package io.flywheel.command.ingestion;

import io.flywheel.api.Micros;
import io.flywheel.command.platform.Home;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of bulk imports and how far each is. */
@Component
class Imports {
    private static final String SELECT =
            "SELECT id, name, source, recipe, upload, state, bytes, bytes_read, rows_read, recorded,"
                    + " duplicate, quarantined, position, busy_millis, started_at, finished_at, error FROM bulk_import";

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final ImportNames names;
    private final Home home;

    Imports(JdbcTemplate jdbc, Clock clock, ImportNames names, Home home) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.names = names;
        this.home = home;
    }

    void begin(String id, String name, String source, ImportRecipe recipe) {
        jdbc.update(
                """
                INSERT INTO bulk_import (id, name, source, recipe, upload, state, bytes, bytes_read, rows_read, recorded,
                    duplicate, quarantined, position, busy_millis, started_at, home)
                VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, ?, ?)""",
                id,
                names.sealed(id, name),
                source,
                EventJson.MAPPER.writeValueAsString(recipe),
                id,
                BulkImport.RECEIVING,
                Micros.of(clock.instant()),
                home.name());
    }

    /** From here on the import goes on after any interruption, without its sender. */
    void received(String id, String name, long bytes) {
        jdbc.update(
                "UPDATE bulk_import SET state = ?, name = ?, bytes = ? WHERE id = ?",
                BulkImport.RUNNING,
                names.sealed(id, name),
                bytes,
                id);
    }

    /** From here on its rows are read from another file. */
    void replaced(String id, String upload, long bytes) {
        jdbc.update("UPDATE bulk_import SET upload = ?, bytes = ? WHERE id = ?", upload, bytes, id);
    }

    /** @return that it is noted for good */
    boolean progress(BulkImport one) {
        return jdbc.update(
                        "UPDATE bulk_import SET bytes_read = ?, rows_read = ?, recorded = ?, duplicate = ?, quarantined = ?,"
                                + " position = ?, busy_millis = ? WHERE id = ?",
                        one.bytesRead(),
                        one.rowsRead(),
                        one.recorded(),
                        one.duplicate(),
                        one.quarantined(),
                        one.position(),
                        one.busyMillis(),
                        one.id())
                > 0;
    }

    void finish(String id, String state, @Nullable String error) {
        jdbc.update(
                "UPDATE bulk_import SET state = ?, error = ?, finished_at = ? WHERE id = ?",
                state,
                error == null ? null : Texts.shorten(Texts.wellFormed(error), 1000),
                Micros.of(clock.instant()),
                id);
    }

    Optional<BulkImport> find(String id) {
        return jdbc.query(SELECT + " WHERE id = ?", (row, n) -> read(row), id).stream()
                .findFirst();
    }

    /** The data folders with files of imports that are under way; without reading any, for it is asked every second. */
    List<String> homesUnderWay() {
        return jdbc.queryForList(
                "SELECT DISTINCT home FROM bulk_import WHERE state IN (?, ?)",
                String.class,
                BulkImport.RECEIVING,
                BulkImport.RUNNING);
    }

    /** Whose files are in this process's data folder: it runs them, and no other does. */
    List<BulkImport> mine(String state) {
        return of(home.name(), state);
    }

    /** Those of a data folder. */
    List<BulkImport> of(String anyHome, String state) {
        return jdbc.query(
                SELECT + " WHERE state = ? AND home = ? ORDER BY started_at, id",
                (row, n) -> read(row),
                state,
                anyHome);
    }

    /** @param after where the page before ended; null for the first one */
    List<BulkImport> newest(Cursors.@Nullable Moment after, int limit) {
        String order = " ORDER BY started_at DESC, id LIMIT ?";
        return after == null
                ? jdbc.query(SELECT + order, (row, n) -> read(row), limit)
                : jdbc.query(
                        SELECT + " WHERE started_at < ? OR (started_at = ? AND id > ?)" + order,
                        (row, n) -> read(row),
                        after.micros(),
                        after.micros(),
                        after.id(),
                        limit);
    }

    private BulkImport read(ResultSet row) throws SQLException {
        Long finishedAt = row.getObject("finished_at", Long.class);
        return new BulkImport(
                row.getString("id"),
                names.opened(row.getString("id"), row.getBytes("name")),
                row.getString("source"),
                row.getString("recipe"),
                row.getString("upload"),
                row.getString("state"),
                row.getLong("bytes"),
                row.getLong("bytes_read"),
                row.getLong("rows_read"),
                row.getLong("recorded"),
                row.getLong("duplicate"),
                row.getLong("quarantined"),
                row.getLong("position"),
                row.getLong("busy_millis"),
                Micros.toInstant(row.getLong("started_at")),
                finishedAt == null ? null : Micros.toInstant(finishedAt),
                row.getString("error"));
    }
}
