package io.flywheel.command.ingestion;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is taken in at once; beyond it senders are told to come back.
 *
 * @param batchesInFlight how many batches may be on their way into the store at one time
 * @param patience how long a batch waits for its turn before it is answered 429
 * @param eventsPerSecond the lasting rate of one source
 * @param burst how many events one source may send at once after a quiet time; at least one full batch
 * @param importsAtOnce how many bulk imports run side by side
 * @param importBatch rows of an import that are recorded in one transaction
 */
@ConfigurationProperties("flywheel.ingestion")
record IngestionSettings(
        @DefaultValue("16") int batchesInFlight,
        @DefaultValue("250ms") Duration patience,
        @DefaultValue("50000") int eventsPerSecond,
        @DefaultValue("200000") int burst,
        @DefaultValue("1") int importsAtOnce,
        @DefaultValue("500") int importBatch) {

    IngestionSettings {
        burst = Math.max(burst, Limits.BATCH_EVENTS);
    }
}
