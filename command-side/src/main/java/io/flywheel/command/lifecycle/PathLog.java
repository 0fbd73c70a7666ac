package io.flywheel.command.lifecycle;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.model.Transition;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Tells from the log itself where an event has left somebody. */
@Component
public class PathLog {
    private static final String READ = """
            SELECT type, payload FROM ledger_event WHERE stream = ? AND sequence <= ? AND type IN ('StageEntered',
                'ChurnDetected', 'PersonReturned', 'PathCorrected', 'ModelAdopted') ORDER BY sequence""";

    private final JdbcTemplate ledger;

    PathLog(JdbcTemplate ledger) {
        this.ledger = ledger;
    }

    /**
     * @param sequence of the event in her stream
     * @return the stage in which her recorded path under that model ended then; none if it was empty
     */
    public @Nullable String stageAfter(LifecycleId lifecycle, String model, long sequence) {
        Stream<Object> events = ledger
                .query(
                        READ,
                        (row, number) -> EventFormat.read(row.getString(1), row.getBytes(2)),
                        lifecycle.value(),
                        sequence)
                .stream();
        List<Transition> path = History.of(events).path(model);
        return path.isEmpty() ? null : path.getLast().to();
    }
}
