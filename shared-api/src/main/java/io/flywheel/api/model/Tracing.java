package io.flywheel.api.model;

import io.flywheel.api.Micros;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fold, watched: it steps over touchpoints exactly as every other fold does, and keeps the counters as they were when
 * somebody last moved, so that the rule can be taken apart afterwards. It holds some bytes of each touchpoint. Mutable.
 */
public final class Tracing {
    /** More touchpoints than anybody reads; what is left out is counted. */
    public static final int MOST_CAUSES = 20;

    private final StageModel model;
    private final FoldState state;
    private final Trail trail = new Trail();

    private @Nullable Transition last;
    private @Nullable Tally moment;
    private int movedAt;
    private int restartedAt;

    Tracing(StageModel model) {
        this.model = model;
        this.state = model.start();
    }

    /** @param touchpoint each once, in {@link Touchpoint#ORDER} */
    public void step(Touchpoint touchpoint) {
        trail.add(touchpoint);
        state.step(touchpoint, this::found);
    }

    private void found(Transition transition) {
        last = transition;
        movedAt = trail.size() - 1;
        moment = transition.cause() == null ? null : state.tally().atThisMoment();
        if (transition.kind() == Transition.Kind.RETURNED) {
            restartedAt = movedAt;
        }
    }

    /**
     * What there is to say at an instant. Ends the tracing: silence and the time that has passed are in its state.
     *
     * @param asOf after every touchpoint that was stepped over
     */
    public Explanation at(Instant asOf) {
        state.silence(asOf, this::found);
        Checked rule = last == null ? null : moment == null ? silence() : inspect(last.rule(), moment, false);
        int[] causes = last == null ? new int[0] : causes(Objects.requireNonNull(rule));
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(causes.length, MOST_CAUSES); i++) {
            shown.add(causes[i]);
        }
        Instant churnsAt = state.churnsAt();
        return new Explanation(
                trail.size(), last, rule, shown, causes.length, next(asOf), state.lastActivity(), churnsAt);
    }

    private int[] causes(Checked rule) {
        if (moment == null) {
            Instant silentSince = Objects.requireNonNull(last).occurredAt().minus(model.silence());
            return new int[] {trail.lastActivityAt(Micros.of(silentSince))};
        }
        return new Causes(trail, model.layout(), moment, movedAt, restartedAt).of(rule);
    }

    /** In the words of the model's file: {@code silence: P60D}. */
    private Checked silence() {
        String limit = Wording.of(model.silence());
        Term term = new Term(Rule.SILENCE, limit, ">= " + limit, null, true, null, null, false, List.of());
        return new Checked(Rule.SILENCE, Rule.SILENCE + ": " + limit, true, List.of(term), List.of());
    }

    private Checked inspect(String rule, Tally tally, boolean ahead) {
        return Inspection.of(model.rule(rule), model.layout(), tally, ahead);
    }

    private List<Explanation.Next> next(Instant asOf) {
        boolean lost = state.isLost();
        state.tally().expect(nothing(asOf), Micros.of(asOf), state.lastActivityMicros(), lost);
        Map<String, List<Checked>> byStage = new LinkedHashMap<>();
        for (StageModel.Step step : state.steps()) {
            if (!lost || step.to() != model.lost()) {
                Checked checked = inspect(step.rule(), state.tally(), true);
                byStage.computeIfAbsent(stageOf(step.to()), stage -> new ArrayList<>())
                        .add(lost ? byHerself(checked) : checked);
            }
        }
        if (lost) {
            byStage.computeIfAbsent(stageOf(0), stage -> new ArrayList<>())
                    .add(inspect(Rule.RETURN, state.tally(), true));
        }
        return byStage.entrySet().stream()
                .map(each -> new Explanation.Next(each.getKey(), each.getValue()))
                .toList();
    }

    /** What the fold asks of somebody lost before any rule. */
    private Checked byHerself(Checked rule) {
        Checked own = inspect(Rule.RETURN, state.tally(), true);
        List<Term> terms = new ArrayList<>(own.terms());
        terms.addAll(rule.terms());
        return new Checked(rule.rule(), rule.text(), own.holds() && rule.holds(), terms, rule.alternatives());
    }

    private String stageOf(int index) {
        return model.stages().get(index).name();
    }

    private static Touchpoint nothing(Instant at) {
        return new Touchpoint(
                new TouchpointKey(0, 0),
                "",
                TouchpointKind.TRACK,
                "",
                null,
                at,
                null,
                null,
                null,
                null,
                null,
                Collections.emptyMap());
    }
}
