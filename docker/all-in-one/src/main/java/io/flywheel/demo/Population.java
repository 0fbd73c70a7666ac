package io.flywheel.demo;

import io.flywheel.api.touchpoint.IncomingTouchpoint;
import java.time.LocalDate;
import java.util.List;

/** A simulated business: the same touchpoints, under the same ids, whenever it is asked for the same day. */
interface Population {
    /** Which source its touchpoints come from, so that nobody takes them for real ones. */
    default String source() {
        return "demo-" + name();
    }

    String name();

    int people();

    /** The shipped stage model that is made for this kind of business. */
    String model();

    /** Everything that happened in the 18 months before that day began (UTC), oldest first. */
    List<IncomingTouchpoint> historyUntil(LocalDate today);
}
