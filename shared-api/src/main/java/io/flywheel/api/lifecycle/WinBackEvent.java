package io.flywheel.api.lifecycle;

import java.time.Instant;

/** What campaigns decide about one person, and do not do. */
public sealed interface WinBackEvent extends LifecycleEvent
        permits WinBackStarted, WinBackDeclined, OfferMade, OfferHeldOut, OfferBlocked, OfferPostponed, WinBackEnded {
    String campaign();

    /** Of the campaign, by which it was decided. */
    int version();

    /** When it was decided, UTC. */
    Instant at();
}
