package io.flywheel.query.timeline;

import io.flywheel.api.EventFormat;
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
import java.util.Arrays;
import java.util.List;

/** The types of events in a story, each with the number by which stored entries name it: never give one to another. */
enum EventKind {
    OPENED(0, LifecycleOpened.class),
    TOUCHPOINT(1, TouchpointRecorded.class),
    VOIDED(2, TouchpointVoided.class),
    ENTERED(3, StageEntered.class),
    CHURNED(4, ChurnDetected.class),
    RETURNED(5, PersonReturned.class),
    CORRECTED(6, PathCorrected.class),
    ADOPTED(7, ModelAdopted.class),
    LINKED(8, IdentityLinked.class),
    RELEASED(9, IdentityReleased.class),
    MERGED(10, LifecycleMerged.class),
    JOINED(11, LifecycleJoined.class),
    SPLIT(12, LifecycleSplit.class),
    RESUMED(13, LifecycleResumed.class),
    MOVED_OUT(14, TouchpointsMovedOut.class),
    MOVED_IN(15, TouchpointsMovedIn.class),
    CONSENT(16, ConsentChanged.class),
    ERASED(17, PersonalDataErased.class),
    WIN_BACK_STARTED(18, WinBackStarted.class),
    WIN_BACK_DECLINED(19, WinBackDeclined.class),
    OFFER_MADE(20, OfferMade.class),
    OFFER_HELD_OUT(21, OfferHeldOut.class),
    OFFER_BLOCKED(22, OfferBlocked.class),
    OFFER_POSTPONED(23, OfferPostponed.class),
    WIN_BACK_ENDED(24, WinBackEnded.class);

    private static final EventKind[] BY_NUMBER = new EventKind[values().length];

    static {
        for (EventKind kind : values()) {
            BY_NUMBER[kind.number] = kind;
        }
    }

    final int number;
    final String type;

    EventKind(int number, Class<? extends LifecycleEvent> event) {
        this.number = number;
        this.type = EventFormat.typeOf(event);
    }

    static EventKind of(LifecycleEvent event) {
        return switch (event) {
            case LifecycleOpened it -> OPENED;
            case TouchpointRecorded it -> TOUCHPOINT;
            case TouchpointVoided it -> VOIDED;
            case StageEntered it -> ENTERED;
            case ChurnDetected it -> CHURNED;
            case PersonReturned it -> RETURNED;
            case PathCorrected it -> CORRECTED;
            case ModelAdopted it -> ADOPTED;
            case IdentityLinked it -> LINKED;
            case IdentityReleased it -> RELEASED;
            case LifecycleMerged it -> MERGED;
            case LifecycleJoined it -> JOINED;
            case LifecycleSplit it -> SPLIT;
            case LifecycleResumed it -> RESUMED;
            case TouchpointsMovedOut it -> MOVED_OUT;
            case TouchpointsMovedIn it -> MOVED_IN;
            case ConsentChanged it -> CONSENT;
            case PersonalDataErased it -> ERASED;
            case WinBackStarted it -> WIN_BACK_STARTED;
            case WinBackDeclined it -> WIN_BACK_DECLINED;
            case OfferMade it -> OFFER_MADE;
            case OfferHeldOut it -> OFFER_HELD_OUT;
            case OfferBlocked it -> OFFER_BLOCKED;
            case OfferPostponed it -> OFFER_POSTPONED;
            case WinBackEnded it -> WIN_BACK_ENDED;
        };
    }

    /** @throws IllegalArgumentException for a number that no kind has */
    static EventKind of(int number) {
        if (number < 0 || number >= BY_NUMBER.length) {
            throw new IllegalArgumentException("no kind of event has the number " + number);
        }
        return BY_NUMBER[number];
    }

    /** As the log and the API name them. */
    static List<String> types() {
        return Arrays.stream(values()).map(kind -> kind.type).sorted().toList();
    }

    /** Part of a stage path, or a change of one. */
    boolean isOfPath() {
        return switch (this) {
            case ENTERED, CHURNED, RETURNED, CORRECTED, ADOPTED -> true;
            case OPENED, TOUCHPOINT, VOIDED, LINKED, RELEASED, CONSENT, ERASED -> false;
            case MERGED, JOINED, SPLIT, RESUMED, MOVED_OUT, MOVED_IN -> false;
            case WIN_BACK_STARTED, WIN_BACK_DECLINED, WIN_BACK_ENDED -> false;
            case OFFER_MADE, OFFER_HELD_OUT, OFFER_BLOCKED, OFFER_POSTPONED -> false;
        };
    }

    /** Part of a story that goes on in another lifecycle: what happened, not what was made of it there. */
    boolean isToldAfterMerging() {
        return this == TOUCHPOINT || this == VOIDED || this == LINKED || this == CONSENT || isOfCampaign();
    }

    /** What a campaign did, or decided not to do. */
    boolean isOfCampaign() {
        return number >= WIN_BACK_STARTED.number && number <= WIN_BACK_ENDED.number;
    }

    /** After one of these, touchpoints may be in the streams of others. */
    boolean splits() {
        return this == SPLIT || this == RESUMED;
    }

    boolean moves() {
        return this == MOVED_OUT || this == MOVED_IN;
    }

    /** Takes back what was recorded before it. */
    boolean withdraws() {
        return this == VOIDED || this == CORRECTED || this == ADOPTED;
    }
}
