package io.flywheel.api.model;

import static io.flywheel.api.model.Everything.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The touchpoints that are named are just those that the facts counted. */
class CausesTest extends TracedLives {
    @Test
    void each_met_count_comes_with_just_as_many_touchpoints_of_its_kind() {
        forEveryLife((model, seen, asOf) -> {
            Transition last = model.fold(seen, asOf).transitions().isEmpty()
                    ? null
                    : model.fold(seen, asOf).transitions().getLast();
            if (last == null || last.cause() == null) {
                return;
            }
            Trail trail = new Trail();
            seen.forEach(trail::add);
            int trigger = indexOf(seen, last.cause());
            Tally moment = momentOf(model, seen, last.cause());
            Causes causes = new Causes(trail, model.layout(), moment, trigger, restartOf(model, seen, asOf));
            Set<Fact> facts = new HashSet<>();
            Layout.collect(model.rule(last.rule()).when(), facts);
            for (Fact fact : facts) {
                BitSet counted = causes.of(fact);
                if (fact instanceof Fact.Count
                        || fact instanceof Fact.QuietCount
                        || fact instanceof Fact.Activities
                        || fact instanceof Fact.ActiveDays
                        || fact instanceof Fact.Streak) {
                    same((long) counted.cardinality(), evaluated(fact, model.layout(), moment));
                }
                if (fact instanceof Fact.TenureDays || fact instanceof Fact.QuietDays) {
                    long days = (Long) evaluated(fact, model.layout(), moment);
                    long since = counted.isEmpty()
                            ? trail.get(trigger).at()
                            : trail.get(counted.nextSetBit(0)).at();
                    same((trail.get(trigger).at() - since) / Tally.DAY, days);
                }
            }
        });
    }

    @Test
    void the_touchpoint_at_which_it_happened_comes_first_and_the_rest_from_the_latest() {
        forEveryLife((model, seen, asOf) -> {
            Explanation why = explain(model, seen, asOf);
            if (why.last() == null) {
                assertThat(why.causes()).isEmpty();
                return;
            }
            assertThat(why.causes()).hasSize(Math.min(why.causesInAll(), Tracing.MOST_CAUSES));
            Touchpoint first = seen.get(why.causes().getFirst());
            if (why.last().cause() == null) {
                same(first.occurredAt(), why.last().occurredAt().minus(model.silence()));
                assertThat(first.isActivity()).isTrue();
            } else {
                same(first.key(), why.last().cause());
            }
            for (int i = 1; i < why.causes().size(); i++) {
                assertThat(why.causes().get(i)).isLessThan(why.causes().get(i - 1));
            }
        });
    }

    private static int restartOf(StageModel model, List<Touchpoint> seen, Instant asOf) {
        return model.fold(seen, asOf).transitions().reversed().stream()
                .filter(transition -> transition.kind() == Transition.Kind.RETURNED)
                .findFirst()
                .map(transition -> indexOf(seen, transition.cause()))
                .orElse(0);
    }

    private static int indexOf(List<Touchpoint> seen, TouchpointKey key) {
        return seen.stream().map(Touchpoint::key).toList().indexOf(key);
    }
}
