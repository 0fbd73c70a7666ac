package io.flywheel.query.winback;

import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.model.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one person did, as it is known now, as far as a campaign is tried on it.
 *
 * @param stays in the order in which they began
 * @param late those of them that became known later than the campaign takes for news
 * @param consents what she said about the campaign's purpose, in the order in which it became known
 * @param others win-backs besides the campaign that really were under way for her
 */
record Past(String person, List<Stay> stays, Set<Stay> late, List<ConsentChanged> consents, List<Span> others) {
    /**
     * Her time in a stage.
     *
     * @param knownAt the position of the log at which it became known; 0 where no event says so yet
     * @param leftKind how she left it; none while she is in it, like {@code leftTo} and {@code leftAt}
     */
    record Stay(
            long knownAt,
            Transition.Kind kind,
            String stage,
            Instant enteredAt,
            Transition.@Nullable Kind leftKind,
            @Nullable String leftTo,
            @Nullable Instant leftAt) {
        /** Whether she went on in the very instant: no campaign finds anybody there. */
        boolean isPassedThrough() {
            return enteredAt.equals(leftAt);
        }
    }

    /** @param to not included; none while it goes on */
    record Span(Instant from, @Nullable Instant to) {
        boolean holds(Instant instant) {
            return !instant.isBefore(from) && (to == null || instant.isBefore(to));
        }
    }

    /** What decided at an instant; none if she had said nothing. */
    @Nullable
    ConsentChanged consentAt(Instant instant) {
        ConsentChanged last = null;
        for (ConsentChanged said : consents) {
            if (!said.at().isAfter(instant) && (last == null || ConsentChanged.ORDER.compare(said, last) >= 0)) {
                last = said;
            }
        }
        return last;
    }

    /** When she first said after an instant that she does not allow it; none if she did not. */
    @Nullable
    Instant withdrawnAfter(Instant instant) {
        return consents.stream()
                .filter(said -> !said.granted() && said.at().isAfter(instant))
                .map(ConsentChanged::at)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
