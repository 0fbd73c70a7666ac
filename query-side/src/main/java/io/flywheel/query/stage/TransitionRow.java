package io.flywheel.query.stage;

import io.flywheel.api.Micros;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.query.platform.Cells;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** One step of somebody's path on its way into the table: linked to the step that follows it, or withdrawn. */
final class TransitionRow {
    /** The order of a path: a silence that ends when something happens comes before that. */
    static final Comparator<TransitionRow> PATH = Comparator.<TransitionRow>comparingLong(row -> row.occurredAt)
            .thenComparing(row -> row.cause, Comparator.nullsFirst(Comparator.<TouchpointKey>naturalOrder()));

    final String stream;
    final String model;
    final long knownAt;
    final int nth;
    final boolean stored;
    final int version;
    final Transition.Kind kind;
    final @Nullable String from;
    final String to;
    final String rule;
    final @Nullable TouchpointKey cause;
    final long occurredAt;
    final long fromAt;
    long withdrawnAt = StageProjection.FOREVER;

    @Nullable
    TransitionRow next;
    /** The next row's place as stored, to tell whether it has changed. */
    @Nullable
    Long storedLeftAt;

    @Nullable
    String storedLeftTo;

    long storedUntilAt = StageProjection.FOREVER;

    TransitionRow(
            String stream, String model, long knownAt, int nth, boolean stored, int version, Transition transition) {
        this.stream = stream;
        this.model = model;
        this.knownAt = knownAt;
        this.nth = nth;
        this.stored = stored;
        this.version = version;
        this.kind = transition.kind();
        this.from = transition.from();
        this.to = transition.to();
        this.rule = Cells.cut(transition.rule());
        this.cause = transition.cause();
        this.occurredAt = Micros.of(transition.occurredAt());
        this.fromAt = transition.visibleFrom();
    }

    boolean is(Transition transition) {
        return kind == transition.kind()
                && to.equals(transition.to())
                && occurredAt == Micros.of(transition.occurredAt())
                && java.util.Objects.equals(cause, transition.cause());
    }

    boolean stands() {
        return withdrawnAt == StageProjection.FOREVER;
    }

    long untilAt() {
        return next == null ? StageProjection.FOREVER : next.fromAt;
    }

    @Nullable
    Long leftAt() {
        return next == null ? null : next.occurredAt;
    }

    boolean changed() {
        return stored
                && (!stands()
                        || untilAt() != storedUntilAt
                        || !java.util.Objects.equals(leftAt(), storedLeftAt)
                        || !java.util.Objects.equals(next == null ? null : next.to, storedLeftTo));
    }
}
