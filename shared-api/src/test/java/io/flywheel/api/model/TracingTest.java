package io.flywheel.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.definition.RandomRules;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An explanation may never say anything else than the fold did: over random lives under every shipped model. */
class TracingTest {
    private static final int LIVES = 700;

    private final Histories random = new Histories(20_260_606);
    private final List<StageModel> models = Stream.concat(
                    Models.all().stream(),
                    Stream.of(everything(), ofRandomRules(1), ofRandomRules(2), ofRandomRules(3)))
            .toList();

    @FunctionalInterface
    private interface Property {
        void check(StageModel model, List<Touchpoint> seen, Instant asOf);
    }

    private void forEveryLife(Property property) {
        for (StageModel model : models) {
            for (int i = 0; i < LIVES; i++) {
                List<Touchpoint> life = random.next(model.silence(), 40);
                Instant asOf = random.instant(life, model.silence());
                List<Touchpoint> seen = life.stream()
                        .filter(touchpoint -> touchpoint.occurredAt().isBefore(asOf))
                        .toList();
                try {
                    property.check(model, seen, asOf);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("life " + i + " under " + model + " at " + asOf, e);
                }
            }
        }
    }

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

    private static Explanation explain(StageModel model, List<Touchpoint> seen, Instant asOf) {
        Tracing tracing = model.trace();
        seen.forEach(tracing::step);
        return tracing.at(asOf);
    }

    /** The counters of a plain fold that stops at a touchpoint. */
    private static Tally momentOf(StageModel model, List<Touchpoint> seen, TouchpointKey cause) {
        FoldState state = model.start();
        for (Touchpoint touchpoint : seen) {
            state.step(touchpoint, ignored -> {});
            if (touchpoint.key().equals(cause)) {
                break;
            }
        }
        return state.tally();
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

    private static Object evaluated(Fact fact, Layout layout, Tally tally) {
        return switch (fact.type()) {
            case BOOL -> Readers.flag(fact).holds(tally);
            case WHOLE -> Readers.whole(fact, layout).of(tally);
            case REAL -> Readers.real(fact, layout).of(tally);
            case TEXT -> Readers.words(new Expr.Read(fact)).of(tally);
        };
    }

    private static StageModel everything() {
        return ModelFile.read("everything.yaml", 1, """
                id: everything
                titles: {en: Everything}
                zone: America/New_York
                silence: P5DT1H
                stages:
                  - {name: one, titles: {en: One}}
                  - {name: two, titles: {en: Two}}
                  - {name: three, titles: {en: Three}}
                  - {name: gone, titles: {en: Gone}, lost: true}
                rules:
                  - {name: cancelled, to: gone, when: 'touchpoint.name == "Subscription Cancelled"'}
                  - {name: won-back, from: [gone], to: three, when: 'lifetime.spent("USD") > 200 && quietDays > 6'}
                  - {name: answered, from: [two, gone], to: three, when: 'quietDays > 1 && quiet.count("Message Sent") > 0'}
                  - {name: spends, to: three, when: 'spent("USD") >= 75.5 || spent("CNY") > 30'}
                  - {name: devoted, from: two, to: three, when: 'activeDays(9) >= 3 && lifetime.activeDays(30) >= 4'}
                  - {name: lasting, to: three, when: 'tenureDays >= 4 && lifetime.tenureDays % 2 == 0 && streak >= 2'}
                  - {name: busy, to: two, when: 'activities >= 3 && lifetime.activities > count(["Liked", "Page Viewed"])'}
                  - {name: rated, to: two, when: 'touchpoint.score > 7 || lifetime.activeDays() > 5 + activeDays()'}
                  - {name: once, to: one, when: '!(count("Liked") >= 1 && !(lifetime.streak > 1)) && 10 / count("Liked") > 4'}
                """);
    }

    private static StageModel ofRandomRules(long seed) {
        RandomRules rules = new RandomRules(new SplittableRandom(seed));
        StringBuilder yaml = new StringBuilder("""
                id: random
                titles: {en: Random}
                zone: Asia/Shanghai
                silence: PT30H
                stages:
                  - {name: one, titles: {en: One}}
                  - {name: two, titles: {en: Two}}
                  - {name: three, titles: {en: Three}}
                  - {name: gone, titles: {en: Gone}, lost: true}
                rules:
                """);
        List<String> stages = new ArrayList<>(List.of("one", "two", "three", "gone"));
        for (int i = 0; i < 12; i++) {
            yaml.append("  - name: rule-").append(i).append("\n    to: ").append(stages.get(i % 4));
            yaml.append("\n    when: |\n      ").append(rules.condition(4)).append('\n');
        }
        return ModelFile.read("random.yaml", 1, yaml.toString());
    }

    /** Asks AssertJ only where there is something to say. */
    private static void same(Object actual, Object expected) {
        if (!Objects.equals(actual, expected)) {
            assertThat(actual).isEqualTo(expected);
        }
    }
}
