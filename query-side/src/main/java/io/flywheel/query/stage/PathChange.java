package io.flywheel.query.stage;

import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.model.Transition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a block does to one person's path under one model, in the order of its events. */
final class PathChange {
    final String stream;
    final String model;
    /** What to do, put off until it is known whether the stored path has to be read first. */
    private final List<Runnable> events = new ArrayList<>();

    private boolean needsPath;
    private boolean pathRead;
    private final List<TransitionRow> standing = new ArrayList<>();
    private final List<TransitionRow> rows = new ArrayList<>();
    private @Nullable TransitionRow closer;
    private long replacedAt = -1;

    PathChange(String stream, String model) {
        this.stream = stream;
        this.model = model;
    }

    void append(long position, int version, Transition transition) {
        events.add(() -> {
            TransitionRow row = add(position, 0, version, transition);
            if (!standing.isEmpty()) {
                standing.getLast().next = row;
            } else if (!pathRead && replacedAt < 0 && transition.from() != null) {
                closer = row;
            }
            standing.add(row);
        });
    }

    void correct(long position, PathCorrected correction) {
        needsPath = true;
        events.add(() -> {
            for (Transition withdrawn : correction.withdrawn()) {
                for (int i = standing.size() - 1; i >= 0; i--) {
                    if (standing.get(i).is(withdrawn)) {
                        standing.remove(i).withdrawnAt = position;
                        break;
                    }
                }
            }
            int nth = 0;
            for (Transition entered : correction.entered()) {
                standing.add(add(position, nth++, correction.version(), entered));
            }
            standing.sort(TransitionRow.PATH);
            link();
        });
    }

    void adopt(long position, int version, List<Transition> path) {
        events.add(() -> {
            standing.forEach(row -> row.withdrawnAt = position);
            standing.clear();
            replacedAt = position;
            closer = null;
            int nth = 0;
            for (Transition transition : path) {
                standing.add(add(position, nth++, version, transition));
            }
            link();
        });
    }

    private TransitionRow add(long position, int nth, int version, Transition transition) {
        TransitionRow row = new TransitionRow(stream, model, position, nth, false, version, transition);
        rows.add(row);
        return row;
    }

    private void link() {
        for (int i = 0; i < standing.size(); i++) {
            standing.get(i).next = i + 1 < standing.size() ? standing.get(i + 1) : null;
        }
    }

    /** Corrections name steps by what they were, so they need the path as stored. */
    boolean needsPath() {
        return needsPath;
    }

    /** @param path the stored rows that stand, in any order */
    void read(List<TransitionRow> path) {
        pathRead = true;
        standing.addAll(path);
        rows.addAll(path);
        standing.sort(TransitionRow.PATH);
        link();
    }

    void apply() {
        events.forEach(Runnable::run);
    }

    /** Every row that was read or made. */
    List<TransitionRow> rows() {
        return rows;
    }

    /** The first step of this block, at which the stored open row ends; none if that row was read or replaced. */
    @Nullable
    TransitionRow closer() {
        return closer;
    }

    /** The position at which all rows stored before were replaced without being read, or -1. */
    long replacedUnread() {
        return pathRead ? -1 : replacedAt;
    }
}
