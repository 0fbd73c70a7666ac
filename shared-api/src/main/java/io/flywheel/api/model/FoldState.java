package io.flywheel.api.model;

import io.flywheel.api.Micros;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One person's fold under one model, stepped touchpoint by touchpoint in {@link Touchpoint#ORDER}. Mutable. */
public final class FoldState {
    private static final int NO_STAGE = -1;

    private final StageModel model;
    private final long limit;
    private final Tally tally;
    private int stage;
    private long lastActivity;

    FoldState(StageModel model, Tally tally) {
        this(model, tally, NO_STAGE, Layout.NONE);
    }

    FoldState(StageModel model, Tally tally, int stage, long lastActivity) {
        this.model = model;
        this.limit = model.silenceMicros();
        this.tally = tally;
        this.stage = stage;
        this.lastActivity = lastActivity;
    }

    public @Nullable String stage() {
        return nameOf(stage);
    }

    /** When silence will have lost her, unless she does something before; none if she is lost or never did anything. */
    public @Nullable Instant churnsAt() {
        return mayFallSilent() ? Micros.toInstant(lastActivity + limit) : null;
    }

    /** When she last did something herself; none if she never did. */
    @Nullable
    Instant lastActivity() {
        return lastActivity == Layout.NONE ? null : Micros.toInstant(lastActivity);
    }

    long lastActivityMicros() {
        return lastActivity;
    }

    boolean isLost() {
        return stage == model.lost();
    }

    /** The rules that the next touchpoint would be tried with. */
    StageModel.Step[] steps() {
        return model.stepsFrom(stage);
    }

    /** Its counters, still with the touchpoint at hand that was stepped over last. */
    Tally tally() {
        return tally;
    }

    /** Steps over one touchpoint: first the silence that it ends, then its rules. Reports what it finds, in order. */
    public void step(Touchpoint touchpoint, Consumer<Transition> found) {
        long at = Micros.of(touchpoint.occurredAt());
        if (mayFallSilent() && lastActivity + limit <= at) {
            fallSilent(found);
        }
        boolean wasLost = stage == model.lost();
        boolean own = take(touchpoint, at, wasLost);
        if (wasLost && !own) {
            return;
        }
        for (StageModel.Step step : model.stepsFrom(stage)) {
            if (step.when().holds(tally)) {
                move(step.to(), step.rule(), touchpoint, wasLost, found);
                return;
            }
        }
        if (wasLost) {
            move(0, Rule.RETURN, touchpoint, true, found);
        }
    }

    /**
     * Steps over one touchpoint without evaluating a rule: applies those transitions of {@code recorded} that silence
     * before it or the touchpoint itself caused. Others are ignored.
     */
    public void follow(Touchpoint touchpoint, List<Transition> recorded) {
        long at = Micros.of(touchpoint.occurredAt());
        followSilence(recorded, at);
        take(touchpoint, at, stage == model.lost());
        TouchpointKey key = touchpoint.key();
        for (int i = 0; i < recorded.size(); i++) {
            Transition transition = recorded.get(i);
            if (key.equals(transition.cause())) {
                stage = model.indexOf(transition.to());
            }
        }
    }

    /** Reports the silence that has ended by {@code asOf}, if any, and goes on from there. */
    public void silence(Instant asOf, Consumer<Transition> found) {
        Instant churnsAt = churnsAt();
        if (churnsAt != null && !churnsAt.isAfter(asOf)) {
            fallSilent(found);
        }
    }

    /** Applies the silence of {@code recorded} that no touchpoint has ended yet, if there is one, evaluating nothing. */
    public void followSilence(List<Transition> recorded) {
        followSilence(recorded, Long.MAX_VALUE);
    }

    private void followSilence(List<Transition> recorded, long upTo) {
        for (int i = 0; i < recorded.size() && mayFallSilent(); i++) {
            Transition transition = recorded.get(i);
            if (transition.cause() == null) {
                long silentAt = Micros.of(transition.occurredAt());
                if (silentAt > lastActivity && silentAt <= upTo) {
                    stage = model.indexOf(transition.to());
                }
            }
        }
    }

    public FoldState copy() {
        return new FoldState(model, tally.copy(), stage, lastActivity);
    }

    public FoldMemo memo() {
        List<String> money =
                Arrays.stream(tally.purses).map(BigDecimal::toString).toList();
        return new FoldMemo(stage(), lastActivity, tally.counters.clone(), tally.days(), money);
    }

    /**
     * Counts a touchpoint. Anything that a lost person does starts her counters anew: it either brings her back or is
     * one more goodbye, after which the next one does.
     */
    private boolean take(Touchpoint touchpoint, long at, boolean wasLost) {
        boolean own = touchpoint.isActivity();
        tally.count(touchpoint, at, own, lastActivity, wasLost && own);
        if (own) {
            lastActivity = at;
        }
        return own;
    }

    private void move(int to, String rule, Touchpoint cause, boolean wasLost, Consumer<Transition> found) {
        if (wasLost && to == model.lost()) {
            return;
        }
        Transition.Kind kind = wasLost
                ? Transition.Kind.RETURNED
                : to == model.lost() ? Transition.Kind.CHURNED : Transition.Kind.ENTERED;
        String from = nameOf(stage);
        stage = to;
        found.accept(new Transition(kind, from, model.stages().get(to).name(), rule, cause.key(), cause.occurredAt()));
    }

    private void fallSilent(Consumer<Transition> found) {
        String from = nameOf(stage);
        stage = model.lost();
        String lost = model.stages().get(stage).name();
        Instant at = Micros.toInstant(lastActivity + limit);
        found.accept(new Transition(Transition.Kind.CHURNED, from, lost, Rule.SILENCE, null, at));
    }

    private boolean mayFallSilent() {
        return lastActivity != Layout.NONE && stage != model.lost();
    }

    private @Nullable String nameOf(int stage) {
        return stage == NO_STAGE ? null : model.stages().get(stage).name();
    }
}
