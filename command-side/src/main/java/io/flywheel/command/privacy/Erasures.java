package io.flywheel.command.privacy;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.command.delivery.Outbox;
import io.flywheel.command.identity.Mergers;
import io.flywheel.command.ingestion.QuarantineErasure;
import io.flywheel.command.ingestion.UploadErasure;
import io.flywheel.command.lifecycle.PersonEraser;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets people: first it is in the log, with what is to be destroyed; then the keys are destroyed, and what waits in
 * quarantine or in a file for its import. Whatever interrupts that, it is tried again until it is done, and at the next start,
 * which also destroys again what was put back from a copy.
 */
@Component
class Erasures implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final int AT_ONCE = 1_000;

    private final PersonEraser eraser;
    private final QuarantineErasure quarantine;
    private final UploadErasure uploads;
    private final Outbox outbox;
    private final Mergers mergers;
    private final KeyKeeper keys;
    private final ReceiptKey receiptKey;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private volatile boolean running;
    private volatile boolean unfinished;

    Erasures(
            PersonEraser eraser,
            QuarantineErasure quarantine,
            UploadErasure uploads,
            Outbox outbox,
            Mergers mergers,
            KeyKeeper keys,
            ReceiptKey receiptKey,
            JdbcTemplate jdbc,
            Clock clock) {
        this.eraser = eraser;
        this.quarantine = quarantine;
        this.uploads = uploads;
        this.outbox = outbox;
        this.mergers = mergers;
        this.keys = keys;
        this.receiptKey = receiptKey;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param finished whether nothing of hers can be read already; otherwise it is tried again until it is so
     * @param position of the log at which it is known
     */
    record Done(Receipt receipt, boolean finished, long position) {}

    private record Erasure(
            String receipt,
            LifecycleId person,
            List<KeyName> keys,
            @Nullable List<String> indexes) {}

    /**
     * Nothing personal of hers can be read any more when it returns, unless it answers that it is not finished.
     *
     * @throws io.flywheel.command.identity.NobodyKnown if the id is nobody's
     */
    Done forget(String id, String by) {
        // What a file still has of her would open a new lifecycle.
        return uploads.whileImportsPause(() -> forgetNow(id, by));
    }

    private Done forgetNow(String id, String by) {
        PersonEraser.Outcome outcome = eraser.erase(id, traces -> attest(traces, by));
        PersonEraser.Traces traces = outcome.traces();
        PersonalDataErased erased = outcome.erased();
        boolean finished = isCompleted(new Erasure(erased.receipt(), traces.person(), traces.keys(), traces.indexes()));
        return new Done(Receipt.of(traces.person(), erased), finished, outcome.position());
    }

    private PersonalDataErased attest(PersonEraser.Traces traces, String by) {
        PersonalDataErased unsigned = new PersonalDataErased(
                LifecycleId.random().value(),
                Micros.truncate(clock.instant()),
                by,
                traces.indexes().size(),
                traces.touchpoints(),
                traces.keys(),
                "");
        jdbc.update(
                "INSERT INTO erasure (receipt, stream, key_names, indexes) VALUES (?, ?, ?, ?)",
                unsigned.receipt(),
                traces.person().value(),
                bytes(traces.keys().stream().map(KeyName::toString)),
                bytes(traces.indexes().stream()));
        return unsigned.signed(
                receiptKey.sign(Receipt.of(traces.person(), unsigned).text()));
    }

    /** It is in the log, so whoever asked has her receipt even if a disk is full now. */
    private boolean isCompleted(Erasure erasure) {
        try {
            complete(erasure);
            return true;
        } catch (RuntimeException failure) {
            LOG.error("What is left of somebody who is forgotten could not be destroyed; it is tried again", failure);
            unfinished = true;
            return false;
        }
    }

    /** Tries again what failed since the start. */
    @Scheduled(fixedDelay = 5_000)
    void finish() {
        if (unfinished) {
            unfinished = false;
            List<Erasure> some = erasuresAfter("");
            while (!some.isEmpty()) {
                some.stream().filter(each -> each.indexes() != null).forEach(this::isCompleted);
                some = erasuresAfter(some.getLast().receipt());
            }
        }
    }

    /** Can be repeated. */
    private void complete(Erasure erasure) {
        keys.destroy(erasure.keys());
        if (erasure.indexes() != null) {
            quarantine.forget(erasure.indexes());
            uploads.forget(erasure.indexes());
            outbox.forget(mergers.mergedInto(erasure.person()));
            jdbc.update("UPDATE erasure SET indexes = NULL WHERE receipt = ?", erasure.receipt());
        }
    }

    private List<Erasure> erasuresAfter(String receipt) {
        return jdbc.query(
                "SELECT receipt, stream, key_names, indexes FROM erasure WHERE receipt > ? ORDER BY receipt LIMIT "
                        + AT_ONCE,
                (row, number) -> {
                    byte[] indexes = row.getBytes(4);
                    return new Erasure(
                            row.getString(1),
                            new LifecycleId(row.getString(2)),
                            words(row.getBytes(3)).map(KeyName::parse).toList(),
                            indexes == null ? null : words(indexes).toList());
                },
                receipt);
    }

    private static byte[] bytes(Stream<String> words) {
        return String.join(" ", words.toList()).getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<String> words(byte[] bytes) {
        return Stream.of(new String(bytes, StandardCharsets.UTF_8).split(" ")).filter(word -> !word.isEmpty());
    }

    /** Before anything can be asked for or recorded. */
    @Override
    public void start() {
        String after = "";
        int again = 0;
        while (true) {
            List<Erasure> some = erasuresAfter(after);
            for (Erasure erasure : some) {
                boolean readable =
                        erasure.keys().stream().anyMatch(key -> keys.find(key).isPresent());
                if (readable || erasure.indexes() != null) {
                    complete(erasure);
                    again++;
                }
            }
            if (some.size() < AT_ONCE) {
                break;
            }
            after = some.getLast().receipt();
        }
        if (again > 0) {
            LOG.info("{} people are forgotten once more: their keys were still there, or there again.", again);
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return -2_000;
    }
}
