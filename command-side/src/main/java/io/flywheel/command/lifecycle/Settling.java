package io.flywheel.command.lifecycle;

import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Waits for history that a service is just sending. Who seems to be lost by what has come of it may have done something since,
 * and the next call tells that: nobody is taken for lost while her last sign has been here for minutes only. An import
 * needs no such guess, for its end is known.
 */
@Component
class Settling {
    private final RecordedKeys recorded;
    private final Duration time;

    Settling(RecordedKeys recorded, @Value("${flywheel.churn.settling:PT10M}") Duration time) {
        this.recorded = recorded;
        this.time = time;
    }

    /** When to look at somebody who may have been lost then. */
    Instant after(Instant due, Instant now) {
        return due.isAfter(now) ? due : now.plus(time);
    }

    /**
     * Of these, whose last sign came so recently that more may follow.
     *
     * @param last what each did last, by her lifecycle
     */
    Set<String> arriving(Map<String, Touchpoint> last, Instant now) {
        Map<String, TouchpointRecorded> recently = recorded.recordedAfter(
                last.values().stream().map(each -> each.key().toString()).toList(), now.minus(time));
        Set<String> arriving = new HashSet<>();
        last.forEach((stream, touchpoint) -> {
            TouchpointRecorded event = recently.get(touchpoint.key().toString());
            if (event != null && event.importId() == null) {
                arriving.add(stream);
            }
        });
        return arriving;
    }
}
