package io.flywheel.command.lifecycle;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.model.Transition;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells from the log itself whether somebody still is where a message was decided on for: after the last step nothing waits
 * for her any more, and that message may still be on its way. No lock is taken, and nobody leaves memory for it.
 */
@Component
public class CourseLog {
    private static final String READ = """
            SELECT type, payload FROM ledger_event WHERE stream = ? AND type IN ('WinBackStarted', 'StageEntered',
                'ChurnDetected', 'PersonReturned', 'PathCorrected', 'ModelAdopted') ORDER BY sequence""";

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
        List<Object> hers = read(now);
        return (decided.equals(now) ? hers : read(decided))
                .stream()
                        .filter(WinBackStarted.class::isInstance)
                        .map(WinBackStarted.class::cast)
                        .filter(course -> course.episode().equals(episode))
                        .anyMatch(course -> !course.stage().equals(stage(hers, course.model())));
    }

    /** Empty before the first. */
    private static String stage(List<Object> events, String model) {
        List<Transition> path = History.of(events.stream()).path(model);
        return path.isEmpty() ? "" : path.getLast().to();
    }

    private List<Object> read(LifecycleId person) {
        return ledger.query(READ, (row, number) -> EventFormat.read(row.getString(1), row.getBytes(2)), person.value());
    }
}
