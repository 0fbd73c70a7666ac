package io.flywheel.command.lifecycle;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.OfferBlocked;
import io.flywheel.api.lifecycle.OfferHeldOut;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.OfferPostponed;
import io.flywheel.api.lifecycle.WinBackDeclined;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.Transition;
import io.flywheel.api.winback.Campaign;
import io.flywheel.api.winback.OfferPolicy;
import io.flywheel.api.winback.Step;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Begins campaigns with one person, takes their steps, and ends them when her path has left what they are for. Only for
 * use within a command, with a settled memory.
 */
final class Courses {
    private final LifecycleState state;
    private final BiFunction<String, Integer, Campaign> campaigns;

    Courses(LifecycleState state, BiFunction<String, Integer, Campaign> campaigns) {
        this.state = state;
        this.campaigns = campaigns;
    }

    /**
     * A first step that is due at once is taken at once.
     *
     * @param since when she entered the stage that the campaign is for
     * @return what is to be sent, none if nothing is yet
     */
    @Nullable
    OfferMade start(Campaign campaign, Instant since, Circumstances circumstances) {
        Instant now = circumstances.at();
        WinBacks winBacks = state.winBacks();
        boolean goesOn =
                winBacks.open().stream().anyMatch(course -> course.campaign().equals(campaign.id()));
        boolean isThere = campaign.stage().equals(state.memory().folds().stage(campaign.model()));
        if (goesOn || !isThere || state.isErased()) {
            return null;
        }
        Instant last = winBacks.lastStart(campaign.id());
        if (since.plus(campaign.newsLimit()).isBefore(now)) {
            decline(campaign, since, "historical", now);
        } else if (campaign.isWinBack() && winBacks.open().stream().anyMatch(this::isWinBack)) {
            decline(campaign, since, "under-way", now);
        } else if (last != null && last.plus(campaign.coolDown()).isAfter(now)) {
            decline(campaign, since, "cool-down", now);
        } else {
            String episode = LifecycleId.random().value();
            apply(new WinBackStarted(
                    episode, campaign.id(), campaign.version(), campaign.model(), campaign.stage(), since, now));
            return campaign.beginsAtOnce() ? take(episode, 1, circumstances).offer() : null;
        }
        return null;
    }

    private boolean isWinBack(Course course) {
        return campaigns.apply(course.campaign(), course.version()).isWinBack();
    }

    private static void decline(Campaign campaign, Instant since, String reason, Instant now) {
        apply(new WinBackDeclined(
                campaign.id(), campaign.version(), campaign.model(), campaign.stage(), since, reason, now));
    }

    /** A step that was decided before, or of a campaign that is over for her, changes nothing. */
    StepTaken take(String episode, int number, Circumstances now) {
        Course course = state.winBacks().find(episode);
        if (course == null) {
            return StepTaken.OVER;
        }
        Campaign campaign = campaigns.apply(course.campaign(), course.version());
        if (number <= course.step()) {
            return after(course, campaign, course.step(), null, now.at());
        }
        if (now.over() != null) {
            end(course, now.over(), now.at());
            return StepTaken.OVER;
        }
        if (now.kept() != null) {
            apply(postponed(course, number, now.kept(), now.at(), now.keptUntil()));
            return new StepTaken(null, number, now.keptUntil());
        }
        if (course.arm() == Course.Arm.HELD_OUT) {
            return after(course, campaign, number, null, now.at());
        }
        return decide(course, campaign, number, now);
    }

    private StepTaken decide(Course course, Campaign campaign, int number, Circumstances now) {
        OfferPolicy.Decision decision = OfferPolicy.decide(
                campaign,
                now.moment(),
                course.arm() == Course.Arm.ADDRESSED,
                state.consents().about(campaign.purpose()),
                state.winBacks().messagesAfter(now.at().minus(campaign.perPeriod())));
        return switch (decision) {
            case OfferPolicy.Postpone it -> {
                apply(postponed(course, number, it.reason(), now.at(), it.until()));
                yield new StepTaken(null, number, it.until());
            }
            case OfferPolicy.Block it -> {
                apply(new OfferBlocked(
                        course.episode(),
                        course.campaign(),
                        course.version(),
                        number,
                        it.reason(),
                        now.at(),
                        it.inputs()));
                yield after(course, campaign, number, null, now.at());
            }
            case OfferPolicy.HoldOut it -> {
                apply(new OfferHeldOut(
                        course.episode(), course.campaign(), course.version(), number, now.at(), it.inputs()));
                yield after(course, campaign, number, null, now.at());
            }
            case OfferPolicy.Send it -> {
                Step step = campaign.step(number);
                OfferMade offer = new OfferMade(
                        course.episode(),
                        course.campaign(),
                        course.version(),
                        number,
                        step.channel(),
                        step.template(),
                        LifecycleId.random().value(),
                        now.at(),
                        it.inputs());
                apply(offer);
                yield after(course, campaign, number, offer, now.at());
            }
        };
    }

    private static OfferPostponed postponed(Course course, int step, String reason, Instant at, Instant until) {
        return new OfferPostponed(course.episode(), course.campaign(), course.version(), step, reason, at, until);
    }

    private static StepTaken after(Course course, Campaign campaign, int taken, @Nullable OfferMade offer, Instant at) {
        if (taken >= campaign.steps().size()) {
            end(course, "steps-used-up", at);
        }
        return next(campaign, taken, offer, at);
    }

    private static StepTaken next(Campaign campaign, int taken, @Nullable OfferMade offer, Instant at) {
        if (taken >= campaign.steps().size()) {
            return new StepTaken(offer, 0, null);
        }
        return new StepTaken(offer, taken + 1, at.plus(campaign.step(taken + 1).after()));
    }

    /** What comes after what was decided about a step. */
    static StepTaken next(Campaign campaign, WinBackEvent decided) {
        return switch (decided) {
            case OfferMade it -> next(campaign, it.step(), it, it.at());
            case OfferHeldOut it -> next(campaign, it.step(), null, it.at());
            case OfferBlocked it -> next(campaign, it.step(), null, it.at());
            case OfferPostponed it -> new StepTaken(null, it.step(), it.until());
            case WinBackEnded it -> StepTaken.OVER;
            case WinBackStarted it ->
                new StepTaken(null, 1, it.at().plus(campaign.step(1).after()));
            case WinBackDeclined it -> StepTaken.OVER;
        };
    }

    /** She is where campaigns no longer speak to her: ends them. */
    void review(Instant now) {
        for (Course course : state.winBacks().open()) {
            String stage = state.memory().folds().stage(course.model());
            if (!course.stage().equals(stage)) {
                end(course, whyLeft(course, stage), now);
            }
        }
    }

    private String whyLeft(Course course, @Nullable String stage) {
        Campaign campaign = campaigns.apply(course.campaign(), course.version());
        Transition last = state.memory().folds().lastLeap(course.model());
        if (campaign.isWinBack()) {
            boolean returned = last != null && last.kind() == Transition.Kind.RETURNED;
            return returned ? "returned" : "corrected";
        }
        StageModel model = state.memory().folds().model(course.model());
        int now = indexOf(model, stage);
        if (now == model.stages().size() - 1) {
            return "left";
        }
        if (now < indexOf(model, course.stage())) {
            return "corrected";
        }
        return now >= indexOf(model, campaign.goal()) ? "goal" : "left";
    }

    private static int indexOf(StageModel model, @Nullable String stage) {
        for (int i = 0; i < model.stages().size(); i++) {
            if (model.stages().get(i).name().equals(stage)) {
                return i;
            }
        }
        return -1;
    }

    /** Of every campaign, or of those for one purpose. */
    void endAll(@Nullable String purpose, String reason, Instant now) {
        for (Course course : state.winBacks().open()) {
            if (purpose == null
                    || purpose.equals(
                            campaigns.apply(course.campaign(), course.version()).purpose())) {
                end(course, reason, now);
            }
        }
    }

    private static void end(Course course, String reason, Instant now) {
        apply(new WinBackEnded(course.episode(), course.campaign(), course.version(), reason, now));
    }
}
