package io.flywheel.command.lifecycle;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.command.identity.Mergers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells from the log itself what somebody said last, for whoever is about to act on it: no lock is taken, nobody leaves
 * memory for it, and what another process recorded a moment ago counts.
 */
@Component
public class ConsentLog {
    private static final String READ = """
            SELECT type, payload FROM ledger_event WHERE stream = ? AND type IN ('LifecycleOpened', 'LifecycleResumed',
                'ConsentChanged', 'LifecycleJoined', 'LifecycleSplit', 'PersonalDataErased') ORDER BY sequence""";

    private final JdbcTemplate ledger;
    private final Mergers mergers;

    ConsentLog(JdbcTemplate ledger, Mergers mergers) {
        this.ledger = ledger;
        this.mergers = mergers;
    }

    /**
     * @param person as she goes on, if she was merged
     * @param isThere whether she is known and was not forgotten
     * @param lastWord what she said last; none if she said nothing about it
     */
    public record Said(
            LifecycleId person, boolean isThere, @Nullable ConsentChanged lastWord) {
        public boolean allowsAt(Instant instant) {
            return isThere && lastWord != null && lastWord.allowsAt(instant);
        }
    }

    public Said about(LifecycleId person, String purpose) {
        String now = mergers.goingOn(List.of(person.value())).getOrDefault(person.value(), person.value());
        List<LifecycleEvent> events = ledger.query(
                READ, (row, number) -> (LifecycleEvent) EventFormat.read(row.getString(1), row.getBytes(2)), now);
        boolean forgotten = events.stream().anyMatch(PersonalDataErased.class::isInstance);
        LastWords words = new LastWords(History.of(events.stream()).consents());
        return new Said(new LifecycleId(now), !events.isEmpty() && !forgotten, words.about(purpose));
    }
}
