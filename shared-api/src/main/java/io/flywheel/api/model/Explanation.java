package io.flywheel.api.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a person stands where she stands under one model at an instant, and what would move her.
 *
 * @param touchpoints how many count at that instant
 * @param last the transition that put her there; none if no rule has held yet
 * @param rule the rule of that transition as it came out at its moment; none without a transition
 * @param causes numbers of the touchpoints that made it, from 0 in the order of the fold: the one at which it happened (for
 *     silence, the last activity) and then those that its met facts counted, latest first
 * @param causesInAll how many there are; {@code causes} has the first of them
 * @param next where the next touchpoint could bring her, in the order in which the fold would try it
 * @param lastActivity what silence is counted from; none if she never did anything
 * @param churnsAt when silence will have lost her; none once she is lost
 */
public record Explanation(
        int touchpoints,
        @Nullable Transition last,
        @Nullable Checked rule,
        List<Integer> causes,
        int causesInAll,
        List<Next> next,
        @Nullable Instant lastActivity,
        @Nullable Instant churnsAt) {
    public Explanation {
        causes = List.copyOf(causes);
        next = List.copyOf(next);
    }

    /**
     * A stage that can be reached in one step.
     *
     * @param rules that lead there from here, as they would come out if a touchpoint came right now: time has passed until
     *     then, but nothing is counted yet, and of the touchpoint itself nothing is known (no name, texts empty, numbers 0,
     *     not her own). Somebody lost starts anew with it and has to do it herself.
     */
    public record Next(String stage, List<Checked> rules) {
        public Next {
            rules = List.copyOf(rules);
        }
    }
}
