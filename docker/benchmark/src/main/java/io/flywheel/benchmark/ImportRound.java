package io.flywheel.benchmark;

import io.flywheel.benchmark.Senders.Sent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One import into a fresh product, checked against what was sent.
 *
 * @param caughtUp seconds from the first request until every read model had seen the last touchpoint
 * @param processor seconds of processor time the product took for that
 * @param warmUpTo the log's position when the clock started
 * @param events how many the store kept for each touchpoint
 */
record ImportRound(
        Sent sent,
        double caughtUp,
        double processor,
        long warmUpTo,
        double events,
        long refusals,
        Instant from,
        Instant until) {
    private static final Duration CAUGHT_UP = Duration.ofMinutes(10);

    /**
     * Leaves the stopped product's files in the folder.
     *
     * @param before what was imported before the product was started again, none for an empty store
     */
    static ImportRound run(
            Setup setup, Path folder, Place place, @Nullable Load before, Load warmUp, Load load, boolean profile)
            throws Exception {
        Options options = setup.options();
        if (before != null) {
            try (Product product = setup.start(folder, place, false)) {
                long position = before.send(product.api(), options.senders())
                        .acknowledged()
                        .position();
                product.api().awaitCaughtUp(position, CAUGHT_UP);
            }
        }
        ImportRound round;
        try (Product product = setup.start(folder, place, profile)) {
            Api api = product.api();
            long warmUpTo = warmUp.send(api, options.senders()).acknowledged().position();
            api.awaitCaughtUp(warmUpTo, CAUGHT_UP);
            Instant from = setup.clock().instant();
            double processor = product.processorSeconds();
            Sent sent = load.send(api, options.senders());
            long position = sent.acknowledged().position();
            double caughtUp = (api.awaitCaughtUp(position, CAUGHT_UP) - sent.start()) / 1e9;
            processor = product.processorSeconds() - processor;
            Instant until = setup.clock().instant();
            long people =
                    api.get("/api/stages?after=" + position).path("people").asLong(0);
            if (people != load.people() + warmUp.people()) {
                throw new IllegalStateException("/api/stages counts " + people + " people, touchpoints were sent of "
                        + (load.people() + warmUp.people()) + ".");
            }
            double events = (double) (position - warmUpTo) / load.touchpoints();
            round = new ImportRound(sent, caughtUp, processor, warmUpTo, events, api.refusals(), from, until);
        }
        round.verify(place, load.touchpoints());
        return round;
    }

    private void verify(Place place, int touchpoints) throws Exception {
        try (StoredLedger ledger = StoredLedger.open(place)) {
            long stored = ledger.count("TouchpointRecorded", warmUpTo);
            if (stored != touchpoints) {
                throw new IllegalStateException(
                        "The store holds " + stored + " touchpoints, sent were " + touchpoints + ".");
            }
        }
    }
}
