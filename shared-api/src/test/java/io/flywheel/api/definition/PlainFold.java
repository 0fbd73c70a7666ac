package io.flywheel.api.definition;

import dev.cel.runtime.CelRuntime;
import io.flywheel.api.model.Rule;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.Transition;
import io.flywheel.api.model.Transition.Kind;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The fold once more, as its definition reads, slow and with nothing kept between touchpoints but the stage. */
final class PlainFold {
    private record Compiled(Rule rule, int to, CelRuntime.Program program) {}

    private final StageModel model;
    private final PlainFacts facts;
    private final List<Compiled> rules = new ArrayList<>();
    private final List<String> stages;
    private final String lost;

    private final List<Transition> path = new ArrayList<>();
    private String stage;
    private Instant lastActivity;
    private int episode;

    PlainFold(StageModel model, PlainFacts facts) {
        this.model = model;
        this.facts = facts;
        this.stages = model.stages().stream().map(stage -> stage.name()).toList();
        this.lost = stages.getLast();
        for (Rule rule : model.rules()) {
            rules.add(new Compiled(rule, stages.indexOf(rule.to()), facts.program(rule.text())));
        }
        rules.sort(Comparator.comparing(compiled -> -compiled.to));
    }

    /** @param life in order, each once */
    List<Transition> fold(List<Touchpoint> life, Instant asOf) {
        path.clear();
        stage = null;
        lastActivity = null;
        episode = 0;
        for (int i = 0; i < life.size(); i++) {
            Touchpoint touchpoint = life.get(i);
            fallSilentBy(touchpoint.occurredAt());
            if (lost.equals(stage)) {
                maybeReturn(life.subList(0, i + 1));
            } else {
                maybeAdvance(life.subList(0, i + 1));
            }
            if (touchpoint.isActivity()) {
                lastActivity = touchpoint.occurredAt();
            }
        }
        fallSilentBy(asOf);
        return List.copyOf(path);
    }

    private void fallSilentBy(Instant at) {
        if (lastActivity != null && !lost.equals(stage)) {
            Instant churnsAt = lastActivity.plus(model.silence());
            if (!churnsAt.isAfter(at)) {
                move(Kind.CHURNED, lost, "silence", null, churnsAt);
            }
        }
    }

    private void maybeReturn(List<Touchpoint> life) {
        Touchpoint now = life.getLast();
        if (!now.isActivity()) {
            return;
        }
        facts.look(life, life.size() - 1);
        for (Compiled compiled : rules) {
            if (appliesFrom(compiled, lost) && facts.holds(compiled.program)) {
                if (!compiled.rule.to().equals(lost)) {
                    episode = life.size() - 1;
                    move(Kind.RETURNED, compiled.rule.to(), compiled.rule.name(), now.key(), now.occurredAt());
                }
                return;
            }
        }
        episode = life.size() - 1;
        move(Kind.RETURNED, stages.getFirst(), "return", now.key(), now.occurredAt());
    }

    private void maybeAdvance(List<Touchpoint> life) {
        Touchpoint now = life.getLast();
        facts.look(life, episode);
        for (Compiled compiled : rules) {
            if (compiled.to > stages.indexOf(stage) && appliesFrom(compiled, stage) && facts.holds(compiled.program)) {
                Kind kind = compiled.rule.to().equals(lost) ? Kind.CHURNED : Kind.ENTERED;
                move(kind, compiled.rule.to(), compiled.rule.name(), now.key(), now.occurredAt());
                return;
            }
        }
    }

    private static boolean appliesFrom(Compiled compiled, String stage) {
        return compiled.rule.from().isEmpty()
                || (stage != null && compiled.rule.from().contains(stage));
    }

    private void move(Kind kind, String to, String rule, TouchpointKey cause, Instant at) {
        path.add(new Transition(kind, stage, to, rule, cause, at));
        stage = to;
    }
}
