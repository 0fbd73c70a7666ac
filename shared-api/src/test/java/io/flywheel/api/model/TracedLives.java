package io.flywheel.api.model;

import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.definition.RandomRules;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Random lives under every shipped model and some that read everything, and what a plain fold knows of them. */
abstract class TracedLives {
    private static final int LIVES = 700;

    private final Histories random = new Histories(20_260_606);
    private final List<StageModel> models = Stream.concat(
                    Models.all().stream(),
                    Stream.of(Everything.model(), ofRandomRules(1), ofRandomRules(2), ofRandomRules(3)))
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
}
