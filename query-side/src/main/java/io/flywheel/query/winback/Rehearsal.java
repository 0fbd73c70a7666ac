package io.flywheel.query.winback;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.Micros;
import io.flywheel.api.winback.Campaign;
import io.flywheel.api.winback.Draws;
import io.flywheel.api.winback.OfferPolicy;
import io.flywheel.api.winback.Step;
import io.flywheel.query.winback.Arrivals.Arrival;
import io.flywheel.query.winback.BacktestTally.Figure;
import io.flywheel.query.winback.Past.Stay;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one person's past as if a campaign had been active then. Whether a step is sent is decided by the very
 * function that decides it when it is.
 */
final class Rehearsal {
    private final Campaign campaign;
    private final Set<String> reached;
    private final Instant from;
    private final Instant to;
    private final boolean asRecorded;
    private final BacktestTally tally;
    private final Past past;
    private final BigDecimal draw;
    private final List<Instant> messages = new ArrayList<>(0);

    private @Nullable Instant lastStart;
    private @Nullable Instant firstDraw;
    private boolean isHeldOut;

    /**
     * @param reached the stages of which each is the campaign's goal or beyond
     * @param asRecorded whether what became known too late to be news begins nothing
     */
    Rehearsal(
            Campaign campaign,
            Set<String> reached,
            Instant from,
            Instant to,
            boolean asRecorded,
            Draws draws,
            Past past,
            BacktestTally tally) {
        this.campaign = campaign;
        this.reached = reached;
        this.from = from;
        this.to = to;
        this.asRecorded = asRecorded;
        this.past = past;
        this.tally = tally;
        this.draw = draws.of(campaign.id(), new LifecycleId(past.person()));
    }

    static boolean isEntry(Campaign campaign, Stay stay, Instant from, Instant to) {
        return stay.stage().equals(campaign.stage())
                && !stay.enteredAt().isBefore(from)
                && !stay.enteredAt().isAfter(to)
                && !stay.isPassedThrough();
    }

    void run() {
        tally.nextPerson();
        for (Stay stay : past.stays()) {
            if (isEntry(campaign, stay, from, to)) {
                enter(stay);
            }
        }
        if (firstDraw != null) {
            lookBack(firstDraw);
        }
    }

    private void enter(Stay stay) {
        Instant now = stay.enteredAt();
        tally.add(Figure.ENTERED, "", now);
        boolean isLate = past.late().contains(stay);
        if (isLate) {
            tally.add(Figure.LATE, "", now);
        }
        if (isLate && asRecorded) {
            tally.add(Figure.DECLINED, "historical", now);
        } else if (campaign.isWinBack() && past.others().stream().anyMatch(other -> other.holds(now))) {
            tally.add(Figure.DECLINED, "under-way", now);
        } else if (lastStart != null && lastStart.plus(campaign.coolDown()).isAfter(now)) {
            tally.add(Figure.DECLINED, "cool-down", now);
        } else {
            lastStart = now;
            tally.add(Figure.BEGUN, "", now);
            takeSteps(stay);
        }
    }

    private void takeSteps(Stay stay) {
        Instant withdrawn = past.withdrawnAfter(stay.enteredAt());
        Instant left = stay.leftAt();
        boolean leavesFirst = left != null && (withdrawn == null || !withdrawn.isBefore(left));
        Instant over = leavesFirst ? left : withdrawn;
        String why = leavesFirst ? whyLeft(stay) : "consent";
        Instant due = stay.enteredAt();
        Taken taken = Taken.NOTHING;
        for (Step step : campaign.steps()) {
            due = due.plus(step.after());
            Taken next = Taken.POSTPONED;
            while (next == Taken.POSTPONED) {
                if (over != null && !due.isBefore(over) && !over.isAfter(to)) {
                    tally.add(Figure.ENDED, why, over);
                    return;
                }
                if (due.isAfter(to)) {
                    return;
                }
                if (taken == Taken.HELD_OUT) {
                    break;
                }
                OfferPolicy.Decision decision = decide(due, taken == Taken.SENT);
                next = take(decision, step.number(), due);
                due = decision instanceof OfferPolicy.Postpone it ? it.until() : due;
            }
            taken = next == Taken.SENT || next == Taken.HELD_OUT ? next : taken;
        }
    }

    private enum Taken {
        NOTHING,
        SENT,
        HELD_OUT,
        BLOCKED,
        POSTPONED
    }

    private OfferPolicy.Decision decide(Instant now, boolean isAddressed) {
        Instant capSince = now.minus(campaign.perPeriod());
        int got = (int) messages.stream().filter(capSince::isBefore).count();
        return OfferPolicy.decide(
                campaign,
                new OfferPolicy.Moment(now, campaign.zone(), true, draw),
                isAddressed,
                past.consentAt(now),
                got);
    }

    private Taken take(OfferPolicy.Decision decision, int step, Instant now) {
        return switch (decision) {
            case OfferPolicy.Postpone it -> {
                tally.add(Figure.POSTPONED, it.reason(), now);
                yield Taken.POSTPONED;
            }
            case OfferPolicy.Block it -> {
                tally.add(Figure.BLOCKED, it.reason(), now);
                yield Taken.BLOCKED;
            }
            case OfferPolicy.HoldOut it -> {
                tally.add(Figure.HELD_OUT, "", now);
                drawn(true, now);
                yield Taken.HELD_OUT;
            }
            case OfferPolicy.Send it -> {
                tally.add(Figure.ADDRESSED, String.valueOf(step), now);
                messages.add(now);
                drawn(false, now);
                yield Taken.SENT;
            }
        };
    }

    private void drawn(boolean heldOut, Instant now) {
        if (firstDraw == null) {
            firstDraw = now;
            isHeldOut = heldOut;
        }
    }

    private String whyLeft(Stay stay) {
        if (campaign.isWinBack()) {
            return "returned";
        }
        return stay.leftTo() != null && reached.contains(stay.leftTo()) ? "goal" : "left";
    }

    /** Counts her return as that of somebody who was really drawn would be. */
    private void lookBack(Instant drawn) {
        Instant end = drawn.plus(campaign.within());
        boolean isOver = !end.isAfter(to);
        if (!isOver) {
            tally.notYet(isHeldOut);
        }
        boolean happened = past.stays().stream()
                .filter(stay ->
                        !stay.enteredAt().isBefore(drawn) && stay.enteredAt().isBefore(end))
                .filter(stay -> !stay.enteredAt().isAfter(to))
                .map(stay -> new Arrival(campaign.model(), stay.kind(), stay.stage(), Micros.of(stay.enteredAt())))
                .anyMatch(arrival -> arrival.matters(campaign, reached));
        if (campaign.isToStay() ? isOver && !happened : happened) {
            tally.returned(isHeldOut);
        }
    }
}
