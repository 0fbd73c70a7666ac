package io.flywheel.query.web;

import io.flywheel.api.why.Why;
import io.flywheel.query.timeline.Timelines;
import java.util.List;

/** Why, as a page shows it: each touchpoint with the place in the timeline where it can be looked up. */
record Reasons(Why why, List<Link> causes) {
    /** @param cursor of the page of her timeline, oldest first, that begins with it */
    record Link(Why.Cause cause, String cursor) {}

    static Reasons of(Why why) {
        return new Reasons(
                why,
                why.causes().stream()
                        .map(cause -> new Link(
                                cause, Timelines.cursorOf(cause.occurredAt(), cause.position(), why.position())))
                        .toList());
    }

    /** How many touchpoints made it besides those that are shown. */
    public int more() {
        return why.causesInAll() - causes.size();
    }
}
