package io.flywheel.benchmark;

import io.flywheel.benchmark.Senders.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Traffic made into request bodies before any clock starts. */
record Load(List<byte[]> bodies, int touchpoints, int people) {

    static Load of(Traffic traffic, int touchpoints, int batch) {
        List<byte[]> bodies = Bodies.batches(traffic, batch);
        return new Load(bodies, touchpoints, traffic.people());
    }

    static Load warmUp(Options options) {
        int people = Math.max(1, options.warmUp() / 10);
        Traffic traffic = new Traffic("warm", people, options.warmUp(), options.seed(), Traffic.START);
        return of(traffic, options.warmUp(), options.batch());
    }

    /** The same people a year later: nobody of theirs is new, and nothing of it is late. */
    static Load again(Options options) {
        Instant later = Traffic.START.plus(Traffic.SPAN).plus(Duration.ofDays(125));
        Traffic traffic = new Traffic("main", options.people(), options.touchpoints(), options.seed() + 1, later);
        return of(traffic, options.touchpoints(), options.batch());
    }

    static Load main(Options options) {
        Traffic traffic = new Traffic("main", options.people(), options.touchpoints(), options.seed(), Traffic.START);
        return of(traffic, options.touchpoints(), options.batch());
    }

    /** @throws IllegalStateException if not every touchpoint was recorded */
    Sent send(Api api, int senders) throws InterruptedException {
        return Senders.send(api, bodies, senders, touchpoints);
    }
}
