package io.flywheel.api.model;

import static io.flywheel.api.model.Everything.same;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An explanation may never say anything else than the fold did. */
class TracingTest extends TracedLives {
    @Test
    void the_transition_that_is_explained_is_the_last_one_of_the_fold() {
        forEveryLife((model, seen, asOf) -> {
            Explanation why = explain(model, seen, asOf);
            List<Transition> path = model.fold(seen, asOf).transitions();
            same(why.last(), path.isEmpty() ? null : path.getLast());
            same(why.touchpoints(), seen.size());
            FoldState state = model.start();
            seen.forEach(touchpoint -> state.step(touchpoint, ignored -> {}));
            state.silence(asOf, ignored -> {});
            same(why.churnsAt(), state.churnsAt());
        });
    }

    @Test
    void the_rule_is_quoted_and_shown_as_it_came_out_where_it_moved_her() {
        forEveryLife((model, seen, asOf) -> {
            Explanation why = explain(model, seen, asOf);
            if (why.last() == null) {
                same(why.rule(), null);
                return;
            }
            same(why.rule().rule(), why.last().rule());
            assertThat(why.rule().holds()).isTrue();
            assertThat(why.rule().lacking()).isEmpty();
            if (why.last().cause() != null && !why.last().rule().equals(Rule.RETURN)) {
                Rule rule = model.rule(why.last().rule());
                same(why.rule().text(), rule.text());
                Tally moment = momentOf(model, seen, why.last().cause());
                assertTermsAreTheFactsOwn(why.rule(), model, moment);
            }
        });
    }

    private static void assertTermsAreTheFactsOwn(Checked checked, StageModel model, Tally tally) {
        for (Term term : checked.terms()) {
            for (Fact fact : term.reads()) {
                if (term.fact().equals(Wording.of(fact))) {
                    same(term.value(), evaluated(fact, model.layout(), tally));
                }
            }
        }
    }

    @Test
    void terms_that_are_all_met_make_the_rule_hold_and_what_lacks_is_unmet() {
        forEveryLife((model, seen, asOf) -> {
            Explanation why = explain(model, seen, asOf);
            for (Explanation.Next next : why.next()) {
                for (Checked rule : next.rules()) {
                    if (rule.terms().stream().allMatch(Term::met)) {
                        assertThat(rule.holds()).as(rule.text()).isTrue();
                    }
                    same(rule.lacking().isEmpty(), rule.holds());
                    assertThat(rule.lacking()).noneMatch(Term::met);
                }
            }
        });
    }

    @Test
    void a_number_that_lacks_would_do_and_one_less_would_not() {
        forEveryLife((model, seen, asOf) -> {
            for (Explanation.Next next : explain(model, seen, asOf).next()) {
                for (Checked rule : next.rules()) {
                    rule.terms().forEach(TracingTest::assertLackIsExact);
                }
            }
        });
    }

    private static void assertLackIsExact(Term term) {
        if (term.value() instanceof Long value && term.lacks() instanceof Long lacks) {
            String operator = term.needed().split(" ", 2)[0];
            long bound = (Long)
                    (term.bound() != null
                            ? term.bound()
                            : Long.valueOf(term.needed().split(" ", 2)[1]));
            assertThat(lacks).isNotZero();
            assertThat(holds(value + lacks, operator, bound)).isTrue();
            assertThat(holds(value + lacks - Long.signum(lacks), operator, bound))
                    .isFalse();
        }
    }

    private static boolean holds(long value, String operator, long bound) {
        return switch (operator) {
            case "==" -> value == bound;
            case "<" -> value < bound;
            case "<=" -> value <= bound;
            case ">" -> value > bound;
            case ">=" -> value >= bound;
            default -> throw new AssertionError(operator);
        };
    }

    @Test
    void what_an_alternative_is_said_to_be_is_what_its_terms_say() {
        forEveryLife((model, seen, asOf) -> {
            for (Explanation.Next next : explain(model, seen, asOf).next()) {
                for (Checked rule : next.rules()) {
                    for (Checked.Alternative alternative : rule.alternatives()) {
                        List<Term> within = rule.terms().stream()
                                .filter(term -> alternative.label().equals(term.alternative()))
                                .toList();
                        if (alternative.held()) {
                            assertThat(within).allMatch(Term::met);
                        } else if (rule.alternatives().stream()
                                .noneMatch(one -> one.label().startsWith(alternative.label() + "/"))) {
                            assertThat(within).anyMatch(term -> !term.met());
                        }
                    }
                }
            }
        });
    }

    @Test
    void where_somebody_can_go_next_is_where_the_fold_would_look_in_its_order() {
        forEveryLife((model, seen, asOf) -> {
            String stage = model.fold(seen, asOf).stage();
            int from = model.indexOf(stage);
            List<Integer> to = explain(model, seen, asOf).next().stream()
                    .map(next -> model.indexOf(next.stage()))
                    .toList();
            if (from == model.lost()) {
                assertThat(to).doesNotContain(model.lost()).endsWith(0);
            } else {
                assertThat(to).allMatch(each -> each > from);
            }
            for (int i = 1; i < to.size(); i++) {
                assertThat(to.get(i)).isLessThan(to.get(i - 1));
            }
        });
    }
}
