package io.flywheel.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.definition.RandomRules;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Random lives under every shipped model and some that read everything, and what a plain fold knows of them. */
abstract class TracedLives {
    private static final int LIVES = 700;

    private final Histories random = new Histories(20_260_606);
    private final List<StageModel> models = Stream.concat(
                    Models.all().stream(),
                    Stream.of(everything(), ofRandomRules(1), ofRandomRules(2), ofRandomRules(3)))
            .toList();

    @FunctionalInterface
    interface Property {
        void check(StageModel model, List<Touchpoint> seen, Instant asOf);
    }

    void forEveryLife(Property property) {
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

    static Explanation explain(StageModel model, List<Touchpoint> seen, Instant asOf) {
        Tracing tracing = model.trace();
        seen.forEach(tracing::step);
        return tracing.at(asOf);
    }

    /** The counters of a plain fold that stops at a touchpoint. */
    static Tally momentOf(StageModel model, List<Touchpoint> seen, TouchpointKey cause) {
        FoldState state = model.start();
        for (Touchpoint touchpoint : seen) {
            state.step(touchpoint, ignored -> {});
            if (touchpoint.key().equals(cause)) {
                break;
            }
        }
        return state.tally();
    }

    static Object evaluated(Fact fact, Layout layout, Tally tally) {
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
    static void same(Object actual, Object expected) {
        if (!Objects.equals(actual, expected)) {
            assertThat(actual).isEqualTo(expected);
        }
    }
}
