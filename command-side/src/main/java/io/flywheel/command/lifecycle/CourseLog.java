package io.flywheel.command.lifecycle;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.model.Transition;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells from the log itself whether somebody still is where a message was decided on for: after the last step nothing waits
 * for her any more, and that message may still be on its way. No lock is taken, and nobody leaves memory for it.
 */
@Component
public class CourseLog {
    private static final String BEGUN =
            "SELECT type, payload FROM ledger_event WHERE stream = ? AND type = 'WinBackStarted' ORDER BY sequence DESC";
    private static final String PATH = """
            SELECT type, payload FROM ledger_event WHERE stream = ? AND type IN ('StageEntered', 'ChurnDetected',
                'PersonReturned', 'PathCorrected', 'ModelAdopted') ORDER BY sequence""";

    private final JdbcTemplate ledger;

    CourseLog(JdbcTemplate ledger) {
        this.ledger = ledger;
    }

    /**
     * Whether she has left the stage that a course of a campaign is for.
     *
     * @param decided the lifecycle in which it was decided
     * @param now where she goes on by now, perhaps the same
     */
    public boolean hasLeft(LifecycleId decided, String episode, LifecycleId now) {
        return begun(decided, episode)
                .filter(course -> !course.stage().equals(stage(now, course.model())))
                .isPresent();
    }

    private Optional<WinBackStarted> begun(LifecycleId person, String episode) {
        return read(BEGUN, person).stream()
                .map(WinBackStarted.class::cast)
                .filter(course -> course.episode().equals(episode))
                .findFirst();
    }

    private String stage(LifecycleId person, String model) {
        List<Transition> path = History.of(read(PATH, person).stream()).path(model);
        return path.isEmpty() ? "" : path.getLast().to();
    }

    private List<Object> read(String sql, LifecycleId person) {
        return ledger.query(sql, (row, number) -> EventFormat.read(row.getString(1), row.getBytes(2)), person.value());
    }
}
