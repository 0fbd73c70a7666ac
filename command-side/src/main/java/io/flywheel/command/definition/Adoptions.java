package io.flywheel.command.definition;

import io.flywheel.api.Micros;
import io.flywheel.api.model.ModelRef;
import io.flywheel.command.definition.ModelCatalogue.Activation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps how far the walk is that brings everybody under the versions that were activated after she was recorded. */
@Component
public class Adoptions {
    private final ActiveModels models;
    private final DefinitionLog log;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Adoptions(ActiveModels models, DefinitionLog log, JdbcTemplate jdbc, Clock clock) {
        this.models = models;
        this.log = log;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A walk that is not at its end.
     *
     * @param activation the position of the event that activated the version; who was recorded later is under it already
     * @param walked the last stream that was looked at, empty at the start
     */
    public record Walk(long activation, ModelRef model, String walked) {}

    /** Sees to it that there is a walk for each active version that came after somebody was recorded. Safe to repeat. */
    public void begin() {
        for (Activation activation : models.catalogue().active().values()) {
            if (row(activation.position()).isEmpty() && log.hasLifecyclesBefore(activation.position())) {
                begin(activation);
            }
        }
    }

    private void begin(Activation activation) {
        try {
            jdbc.update(
                    "INSERT INTO model_adoption (activation, model, version, adopted, set_aside, walked, started_at)"
                            + " VALUES (?, ?, ?, 0, 0, '', ?)",
                    activation.position(),
                    activation.model(),
                    activation.version(),
                    Micros.of(clock.instant()));
        } catch (DuplicateKeyException begunByAnotherProcess) {
            return;
        }
    }

    /** Lets those walks begin anew that had to leave somebody behind. */
    public void retrySetAside() {
        jdbc.update("UPDATE model_adoption SET finished_at = NULL, walked = '', adopted = 0, set_aside = 0"
                + " WHERE set_aside > 0");
    }

    /** The walks whose people nobody has counted yet. */
    public List<Walk> uncounted() {
        return jdbc.query(
                "SELECT activation, model, version, walked FROM model_adoption"
                        + " WHERE people IS NULL AND finished_at IS NULL ORDER BY activation",
                (row, number) -> walk(row));
    }

    public void counted(Walk walk, long people) {
        jdbc.update("UPDATE model_adoption SET people = ? WHERE activation = ?", people, walk.activation());
    }

    /**
     * The walk to go on with, locked until the transaction ends: so processes take turns and nobody is walked twice. One
     * whose version is not the active one any more is left where it is.
     *
     * @return none where everybody is under the active versions
     */
    public @Nullable Walk next() {
        for (Activation activation : models.catalogue().active().values()) {
            List<Walk> found = jdbc.query(
                    "SELECT activation, model, version, walked FROM model_adoption"
                            + " WHERE activation = ? AND finished_at IS NULL FOR UPDATE",
                    (row, number) -> walk(row),
                    activation.position());
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        return null;
    }

    /** To be called in the transaction in which these people adopted. */
    public void walked(Walk walk, String last, int people) {
        jdbc.update(
                "UPDATE model_adoption SET walked = ?, adopted = adopted + ? WHERE activation = ?",
                last,
                people,
                walk.activation());
    }

    public void setAside(Walk walk, String person) {
        jdbc.update(
                "UPDATE model_adoption SET walked = ?, set_aside = set_aside + 1 WHERE activation = ?",
                person,
                walk.activation());
    }

    public void finished(Walk walk) {
        jdbc.update(
                "UPDATE model_adoption SET finished_at = ? WHERE activation = ?",
                Micros.of(clock.instant()),
                walk.activation());
    }

    /** Of the model's active version; none where nobody was recorded before it. */
    @Nullable
    Adoption latest(String model) {
        Activation activation = models.catalogue().active().get(model);
        if (activation == null) {
            return null;
        }
        List<Adoption> found = row(activation.position());
        return found.isEmpty() ? null : found.getFirst();
    }

    private List<Adoption> row(long activation) {
        return jdbc.query(
                "SELECT version, people, adopted, set_aside, started_at, finished_at FROM model_adoption"
                        + " WHERE activation = ?",
                (row, number) -> {
                    Long people = row.getObject(2, Long.class);
                    Long finished = row.getObject(6, Long.class);
                    Instant finishedAt = finished == null ? null : Micros.toInstant(finished);
                    String state = finishedAt == null ? "running" : "done";
                    return new Adoption(
                            row.getInt(1),
                            people,
                            row.getLong(3),
                            row.getLong(4),
                            state,
                            Micros.toInstant(row.getLong(5)),
                            finishedAt);
                },
                activation);
    }

    private static Walk walk(ResultSet row) throws SQLException {
        return new Walk(row.getLong(1), new ModelRef(row.getString(2), row.getInt(3)), row.getString(4));
    }
}
