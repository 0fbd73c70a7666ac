package io.flywheel.query.replay;

import io.flywheel.query.platform.Generations;
import io.flywheel.query.platform.Problems;
import io.flywheel.query.platform.Projections;
import io.flywheel.query.platform.ReadStore;
import io.flywheel.query.replay.Replay.State;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What can be done about replays. Each step is one transaction of the read store that holds the replay's row, so two
 * processes cannot both take it; taken again it changes nothing, so a lost answer can be asked for again.
 */
@Component
public class ReplaySteps {
    private final ReplayTable table;
    private final Generations generations;
    private final Projections projections;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReplaySteps(
            ReplayTable table,
            Generations generations,
            Projections projections,
            @ReadStore PlatformTransactionManager transactions,
            Clock clock) {
        this.table = table;
        this.generations = generations;
        this.projections = projections;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }

    /**
     * Begins to rebuild a read model. A generation that was kept after the replay before is given up.
     *
     * @return the replay's id
     * @throws org.springframework.web.ErrorResponseException 400 if there is no such read model; 409 while it is being
     *     rebuilt
     */
    public String start(@Nullable String projection, boolean byHand) {
        if (projection == null || !projections.names().contains(projection)) {
            throw Problems.bad(
                    "projection",
                    (projection == null
                                    ? "\"projection\" is missing: it says what to rebuild."
                                    : "There is no read model " + projection + ".")
                            + " There are: " + String.join(", ", projections.names()) + ".");
        }
        Replay one;
        try {
            one = Objects.requireNonNull(transaction.execute(status -> insert(projection, byHand)));
        } catch (DuplicateKeyException another) {
            throw runsAlready(projection);
        }
        generations.keep();
        return one.id();
    }

    private Replay insert(String projection, boolean byHand) {
        int latest = Math.max(
                generations.latest(projection),
                table.latest(projection).map(Replay::generation).orElse(0));
        int generation = latest + 1;
        Replay one = new Replay(
                projection + "-" + generation,
                projection,
                generation,
                null,
                byHand,
                State.RUNNING,
                now(),
                null,
                null,
                null);
        table.insert(one);
        table.lockKeeping(projection).forEach(before -> table.update(giveUpWayBack(before)));
        generations.open(projection, generation);
        return one;
    }

    private RuntimeException runsAlready(String projection) {
        Optional<Replay> running = table.building(projection);
        var problem = Problems.conflict(projection + " is being rebuilt already"
                + running.map(one -> ": GET /api/replays/" + one.id() + " shows how far that is, and POST"
                                + " /api/replays/" + one.id() + "/cancel ends it.")
                        .orElse("; ask again in a moment."));
        running.ifPresent(one -> problem.getBody().setProperty("replay", one.id()));
        return problem;
    }

    /** Lets the new generation answer. @throws org.springframework.web.ErrorResponseException 404, 409; 503: not yet */
    public void switchOver(String id) {
        take(id, one -> {
            if (one.state() == State.LIVE) {
                return one;
            }
            refuse(one.isBuilding(), one, "has nothing to switch to: its rows are gone");
            return switched(one)
                    .orElseThrow(
                            () -> Problems.notYet("Replay " + id + " has not seen yet what the live generation has;"
                                    + " GET /api/replays/" + id + " shows how far it is. Ask again when it is ready."));
        });
    }

    private Optional<Replay> switched(Replay one) {
        int live = generations.live(one.projection());
        return generations.switchTo(one.projection(), live, one.generation())
                ? Optional.of(one.live(live, now()))
                : Optional.empty();
    }

    /** Lets the generation before answer again, and gives up the new one. */
    public void rollBack(String id) {
        take(id, one -> {
            if (one.state() == State.ROLLED_BACK) {
                return one;
            }
            Integer kept = one.kept();
            boolean answers = one.state() == State.LIVE && generations.live(one.projection()) == one.generation();
            refuse(answers, one, "does not answer, so there is nothing to roll back");
            if (kept == null) {
                throw refused(one, "has no generation to roll back to: it was given up");
            }
            if (!generations.switchTo(one.projection(), one.generation(), kept)) {
                throw Problems.notYet("Generation " + kept + " of " + one.projection()
                        + " has not seen yet what the live one has. Ask again in a moment.");
            }
            giveUp(one.projection(), one.generation());
            return one.ended(State.ROLLED_BACK, now(), null);
        });
    }

    /** Gives up what was built so far. */
    public void cancel(String id) {
        take(id, one -> {
            if (one.state() == State.CANCELLED) {
                return one;
            }
            refuse(one.isBuilding(), one, "is over and cannot be cancelled; while it is live it can be rolled back");
            giveUp(one.projection(), one.generation());
            return one.ended(State.CANCELLED, now(), null);
        });
    }

    /** Gives up the generation that is kept to roll back to. */
    public void discard(String id) {
        take(id, one -> {
            refuse(one.state() == State.LIVE, one, "keeps no other generation");
            return giveUpWayBack(one);
        });
    }

    /** The new generation has come to the end of the log. */
    void caughtUp(String id) {
        take(id, one -> {
            if (one.byHand()) {
                return one.state() == State.RUNNING ? one.ready() : one;
            }
            return one.isBuilding() ? switched(one).orElse(one) : one;
        });
    }

    /** The new generation cannot be built. */
    void fail(String id, String why) {
        take(id, one -> {
            if (!one.isBuilding()) {
                return one;
            }
            giveUp(one.projection(), one.generation());
            return one.ended(State.FAILED, now(), why.length() > 1000 ? why.substring(0, 1000) : why);
        });
    }

    private Replay giveUpWayBack(Replay one) {
        Integer kept = one.kept();
        if (kept == null) {
            return one;
        }
        giveUp(one.projection(), kept);
        return one.withoutWayBack();
    }

    private void giveUp(String projection, int generation) {
        generations
                .position(projection, generation)
                .ifPresent(position -> table.reached(projection, generation, position));
        generations.drop(projection, generation);
    }

    private void take(String id, UnaryOperator<Replay> step) {
        boolean changed = Boolean.TRUE.equals(transaction.execute(status -> {
            Replay before = table.lock(id).orElseThrow(() -> Replays.unknown(id));
            Replay after = step.apply(before);
            if (!after.equals(before)) {
                table.update(after);
            }
            return !after.equals(before);
        }));
        if (changed) {
            generations.keep();
        }
    }

    private static void refuse(boolean possible, Replay one, String why) {
        if (!possible) {
            throw refused(one, why);
        }
    }

    private static RuntimeException refused(Replay one, String why) {
        return Problems.conflict("Replay " + one.id() + " (" + one.state().text() + ") " + why + ".");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
