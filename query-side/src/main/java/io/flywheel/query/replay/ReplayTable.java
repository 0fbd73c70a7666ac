package io.flywheel.query.replay;

import io.flywheel.api.Micros;
import io.flywheel.query.platform.RankCursor;
import io.flywheel.query.platform.ReadStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The statements on the table of replays. */
@Component
class ReplayTable {
    private static final String BY_HAND = "by-hand";
    private static final String SELECT = """
            SELECT id, projection, generation, kept, switching, state, started_at, finished_at, reached, error
            FROM replay\s""";

    private final JdbcTemplate jdbc;

    ReplayTable(@ReadStore JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    static String switching(boolean byHand) {
        return byHand ? BY_HAND : "automatically";
    }

    /** @throws org.springframework.dao.DuplicateKeyException if another one of the read model is being built */
    void insert(Replay one) {
        jdbc.update(
                "INSERT INTO replay (id, projection, generation, switching, state, building, started_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                one.id(),
                one.projection(),
                one.generation(),
                switching(one.byHand()),
                one.state().text(),
                one.projection(),
                Micros.of(one.startedAt()));
    }

    void update(Replay one) {
        Instant finished = one.finishedAt();
        jdbc.update(
                "UPDATE replay SET kept = ?, state = ?, building = ?, finished_at = ?, error = ? WHERE id = ?",
                one.kept(),
                one.state().text(),
                one.isBuilding() ? one.projection() : null,
                finished == null ? null : Micros.of(finished),
                one.error(),
                one.id());
    }

    /** Remembers how far a generation had read, before that is forgotten with the generation. */
    void reached(String projection, int generation, long position) {
        jdbc.update(
                "UPDATE replay SET reached = ? WHERE projection = ? AND generation = ?",
                position,
                projection,
                generation);
    }

    Optional<Replay> find(String id) {
        return one(SELECT + "WHERE id = ?", id);
    }

    /** To be changed in the transaction that asks. */
    Optional<Replay> lock(String id) {
        return one(SELECT + "WHERE id = ? FOR UPDATE", id);
    }

    Optional<Replay> building(String projection) {
        return one(SELECT + "WHERE building = ?", projection);
    }

    List<Replay> building() {
        return jdbc.query(SELECT + "WHERE building IS NOT NULL ORDER BY id", ReplayTable::read);
    }

    /** The latest one of a read model. */
    Optional<Replay> latest(String projection) {
        return one(SELECT + "WHERE projection = ? ORDER BY generation DESC LIMIT 1", projection);
    }

    /** Those that keep a generation to roll back to; to be changed in the transaction that asks. */
    List<Replay> lockKeeping(String projection) {
        return jdbc.query(
                SELECT + "WHERE projection = ? AND kept IS NOT NULL FOR UPDATE", ReplayTable::read, projection);
    }

    List<Replay> newest(@Nullable RankCursor before, int limit) {
        if (before == null) {
            return jdbc.query(SELECT + "ORDER BY started_at DESC, id DESC LIMIT ?", ReplayTable::read, limit);
        }
        return jdbc.query(
                SELECT
                        + "WHERE started_at < ? OR (started_at = ? AND id < ?) ORDER BY started_at DESC, id DESC LIMIT ?",
                ReplayTable::read,
                before.rank(),
                before.rank(),
                before.name(),
                limit);
    }

    private Optional<Replay> one(String sql, String argument) {
        return jdbc.query(sql, ReplayTable::read, argument).stream().findFirst();
    }

    private static Replay read(ResultSet row, int number) throws SQLException {
        Long finished = number(row, "finished_at");
        Long kept = number(row, "kept");
        return new Replay(
                row.getString("id"),
                row.getString("projection"),
                row.getInt("generation"),
                kept == null ? null : Integer.valueOf(kept.intValue()),
                row.getString("switching").equals(BY_HAND),
                Replay.State.of(row.getString("state")),
                Micros.toInstant(row.getLong("started_at")),
                finished == null ? null : Micros.toInstant(finished),
                number(row, "reached"),
                row.getString("error"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(value);
    }
}
