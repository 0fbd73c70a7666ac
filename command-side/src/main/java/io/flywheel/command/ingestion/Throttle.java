package io.flywheel.command.ingestion;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Bounds what is on its way into the store, so that overload is answered with 429 and never queued in memory. */
@Component
class Throttle {
    private final IngestionSettings settings;
    private final Semaphore inFlight;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    Throttle(IngestionSettings settings) {
        this.settings = settings;
        this.inFlight = new Semaphore(settings.batchesInFlight(), true);
    }

    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits briefly for a turn; close it when the batch is through.
     *
     * @throws ErrorResponseException 429 with {@code Retry-After} if it is too much
     */
    Turn enter(Source source, int events) {
        takeTurn();
        try {
            spend(source, events);
        } catch (RuntimeException refused) {
            inFlight.release();
            throw refused;
        }
        return inFlight::release;
    }

    private void takeTurn() {
        try {
            if (inFlight.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw Problems.overloaded(
                "There are " + settings.batchesInFlight()
                        + " batches being recorded already. Send this one again after the time in Retry-After.",
                1);
    }

    private void spend(Source source, int events) {
        if (events == 0) {
            return;
        }
        ConsumptionProbe probe =
                buckets.computeIfAbsent(source.name(), name -> bucket()).tryConsumeAndReturnRemaining(events);
        if (!probe.isConsumed()) {
            long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill())
                    .plusMillis(999)
                    .toSeconds();
            throw Problems.overloaded(
                    "Source " + source.name() + " sends more than " + settings.eventsPerSecond()
                            + " events a second. Send this batch again after the time in Retry-After.",
                    seconds);
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(settings.burst())
                        .refillGreedy(settings.eventsPerSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
