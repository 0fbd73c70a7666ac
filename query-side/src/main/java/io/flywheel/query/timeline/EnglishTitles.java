package io.flywheel.query.timeline;

import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.LifecycleJoined;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.LifecycleResumed;
import io.flywheel.api.lifecycle.LifecycleSplit;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.OfferBlocked;
import io.flywheel.api.lifecycle.OfferHeldOut;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.OfferPostponed;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.api.lifecycle.TouchpointsMovedOut;
import io.flywheel.api.lifecycle.WinBackDeclined;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Duration;

/** Every event in English. */
record EnglishTitles(Names names) implements Titles {
    @Override
    public String of(LifecycleEvent event) {
        return switch (event) {
            case LifecycleOpened it -> "First seen by " + it.source();
            case TouchpointRecorded it -> told(it.facts());
            case TouchpointVoided it ->
                "Declared wrong by %s (%s): %s".formatted(it.by(), it.reason(), told(it.facts()));
            case StageEntered it ->
                it.from() == null
                        ? "Entered %s (%s)".formatted(stage(it.model(), it.to()), names.model(it.model()))
                        : "Moved from %s to %s (%s)"
                                .formatted(
                                        stage(it.model(), it.from()),
                                        stage(it.model(), it.to()),
                                        names.model(it.model()));
            case ChurnDetected it ->
                it.limit() == null
                        ? "Left: %s (%s)".formatted(stage(it.model(), it.to()), names.model(it.model()))
                        : "Silent for %s: %s (%s)"
                                .formatted(told(it.limit()), stage(it.model(), it.to()), names.model(it.model()));
            case PersonReturned it ->
                "Came back, to %s (%s)".formatted(stage(it.model(), it.to()), names.model(it.model()));
            case PathCorrected it ->
                "Stages corrected: %s withdrawn, %s entered (%s)"
                        .formatted(it.withdrawn().size(), it.entered().size(), names.model(it.model()));
            case ModelAdopted it ->
                it.path().isEmpty()
                        ? "History read under version %s: no stage yet (%s)"
                                .formatted(it.version(), names.model(it.model()))
                        : "History read under version %s: now %s (%s)"
                                .formatted(
                                        it.version(),
                                        stage(it.model(), it.path().getLast().to()),
                                        names.model(it.model()));
            case IdentityLinked it -> "Known by %s from here on".formatted(kind(it.kind()));
            case IdentityReleased it -> "No longer known by %s: %s".formatted(kind(it.kind()), it.reason());
            case LifecycleMerged it -> "Turned out to be somebody known already, and goes on there";
            case LifecycleJoined it -> "Somebody else turned out to be this person";
            case LifecycleSplit it -> "Some of this turned out to be somebody else’s";
            case LifecycleResumed it -> "Split off from somebody else";
            case TouchpointsMovedOut it -> touchpoints(it.touchpoints().size(), "somebody else’s");
            case TouchpointsMovedIn it -> touchpoints(it.touchpoints().size(), "hers");
            case PersonalDataErased it -> "Forgotten: nothing personal can be read any more";
            case WinBackStarted it -> "A campaign began: " + it.campaign();
            case WinBackDeclined it ->
                "No campaign (%s): %s".formatted(it.campaign(), WinBackReasons.english(it.reason()));
            case OfferMade it -> "Message %s of %s decided on, by %s".formatted(it.step(), it.campaign(), it.channel());
            case OfferHeldOut it -> "Held out of %s, to compare others with her".formatted(it.campaign());
            case OfferBlocked it ->
                "Message %s of %s not sent: %s"
                        .formatted(it.step(), it.campaign(), WinBackReasons.english(it.reason()));
            case OfferPostponed it ->
                "Message %s of %s put off: %s".formatted(it.step(), it.campaign(), WinBackReasons.english(it.reason()));
            case WinBackEnded it ->
                "The campaign %s is over: %s".formatted(it.campaign(), WinBackReasons.english(it.reason()));
            case ConsentChanged it ->
                (it.granted() ? "Consented to %s (%s)" : "Withdrew consent to %s (%s)")
                        .formatted(it.purpose(), told(it));
        };
    }

    private static String touchpoints(int count, String whose) {
        return (count == 1 ? "1 touchpoint counts as " : count + " touchpoints count as ") + whose + " from here on";
    }

    private String stage(String model, String stage) {
        return names.stage(model, stage);
    }

    private static String told(Touchpoint facts) {
        StringBuilder title = new StringBuilder(TouchpointPhrases.english(facts));
        if (facts.quantity() != null) {
            title.append(" × ").append(facts.quantity().toPlainString());
        }
        if (facts.money() != null) {
            title.append(", ")
                    .append(facts.money().amount().toPlainString())
                    .append(' ')
                    .append(facts.money().currency());
        }
        if (facts.score() != null) {
            title.append(", score ").append(facts.score().toPlainString());
        }
        if (facts.seconds() != null) {
            title.append(", ").append(facts.seconds().toPlainString()).append(" s");
        }
        if (facts.reference() != null) {
            title.append(", ").append(facts.reference());
        }
        if (facts.channel() != null) {
            title.append(" (").append(facts.channel()).append(')');
        }
        return title.toString();
    }

    private static String told(ConsentChanged said) {
        return said.source()
                + (said.wording() == null ? "" : ", wording " + said.wording())
                + (said.expires() == null ? "" : ", until " + said.expires());
    }

    private static String told(Duration limit) {
        if (limit.toDays() >= 1 && limit.equals(Duration.ofDays(limit.toDays()))) {
            return limit.toDays() == 1 ? "1 day" : limit.toDays() + " days";
        }
        return limit.toHours() >= 1 && limit.equals(Duration.ofHours(limit.toHours()))
                ? limit.toHours() + " hours"
                : limit.toString();
    }

    private static String kind(String kind) {
        return switch (kind) {
            case "userId" -> "a user id";
            case "anonymousId" -> "an anonymous id";
            case "email" -> "an e-mail address";
            case "phone" -> "a phone number";
            default -> "an id of kind " + kind;
        };
    }
}
