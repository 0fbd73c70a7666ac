package io.flywheel.command.privacy;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.command.delivery.Outbox;
import io.flywheel.command.identity.Mergers;
import io.flywheel.command.ingestion.QuarantineErasure;
import io.flywheel.command.ingestion.UploadErasure;
import io.flywheel.command.lifecycle.PersonEraser;
import io.flywheel.command.platform.Home;
import io.flywheel.command.platform.Homes;
import io.flywheel.command.platform.Worker;
import io.flywheel.command.privacy.OpenErasures.Erasure;
import io.flywheel.command.privacy.OpenErasures.Left;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Forgets people: first it is in the log, with what is to be destroyed; then the keys are destroyed, and what waits in
 * quarantine or in a file for its import. Each process takes her out of its own files, for whichever of them she was
 * forgotten through. Whatever interrupts that, it is tried again until it is done, and at the next start, which also
 * destroys again what was put back from a copy.
 */
@Component
class Erasures implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PATIENCE_WITH_OTHERS = TimeUnit.SECONDS.toNanos(15);
    /** After so many looks, whoever was about to do it has failed. */
    private static final int FAILED = 10;

    private final PersonEraser eraser;
    private final OpenErasures open;
    private final QuarantineErasure quarantine;
    private final UploadErasure uploads;
    private final Outbox outbox;
    private final Mergers mergers;
    private final KeyKeeper keys;
    private final ReceiptKey receiptKey;
    private final Home home;
    private final Homes homes;
    private final Clock clock;
    private final Worker worker = new Worker();
    private Map<String, Integer> seen = new HashMap<>();

    Erasures(
            PersonEraser eraser,
            OpenErasures open,
            QuarantineErasure quarantine,
            UploadErasure uploads,
            Outbox outbox,
            Mergers mergers,
            KeyKeeper keys,
            ReceiptKey receiptKey,
            Home home,
            Homes homes,
            Clock clock) {
        this.eraser = eraser;
        this.open = open;
        this.quarantine = quarantine;
        this.uploads = uploads;
        this.outbox = outbox;
        this.mergers = mergers;
        this.keys = keys;
        this.receiptKey = receiptKey;
        this.home = home;
        this.homes = homes;
        this.clock = clock;
    }

    /**
     * @param finished whether nothing of hers can be read already; otherwise it is tried again until it is so
     * @param position of the log at which it is known
     */
    record Done(Receipt receipt, boolean finished, long position) {}

    /**
     * Nothing personal of hers can be read any more when it returns, unless it answers that it is not finished.
     *
     * @throws io.flywheel.command.identity.NobodyKnown if the id is nobody's
     */
    Done forget(String id, String by) {
        // What a file still has of her would open a new lifecycle.
        Done done = uploads.whileImportsPause(() -> forgetNow(id, by));
        boolean finished = done.finished() && isDoneByAll(done.receipt().receipt());
        return new Done(done.receipt(), finished, done.position());
    }

    private Done forgetNow(String id, String by) {
        PersonEraser.Outcome outcome = eraser.erase(id, traces -> attest(traces, by));
        PersonEraser.Traces traces = outcome.traces();
        PersonalDataErased erased = outcome.erased();
        boolean done = isCompleted(new Erasure(erased.receipt(), traces.person(), traces.keys(), traces.indexes()));
        return new Done(Receipt.of(traces.person(), erased), done, outcome.position());
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
        open.open(unsigned.receipt(), traces, uploads.homes());
        return unsigned.signed(
                receiptKey.sign(Receipt.of(traces.person(), unsigned).text()));
    }

    /** Other processes take her out of their own files, which they look at twice a second. */
    private boolean isDoneByAll(String receipt) {
        long deadline = System.nanoTime() + PATIENCE_WITH_OTHERS;
        while (!open.isDone(receipt)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY / 5);
        }
        return true;
    }

    /** It is in the log, so whoever asked has her receipt even if a disk is full now. */
    private boolean isCompleted(Erasure erasure) {
        try {
            complete(erasure);
            return true;
        } catch (RuntimeException failure) {
            LOG.error("What is left of somebody who is forgotten could not be destroyed; it is tried again", failure);
            return false;
        }
    }

    /** Does what this process can do. It can be repeated. */
    private void complete(Erasure erasure) {
        List<String> indexes = erasure.indexes() == null ? List.of() : erasure.indexes();
        boolean common = open.isLeft(erasure.receipt(), OpenErasures.ANYBODY);
        if (common || isReadable(erasure)) {
            keys.destroy(erasure.keys());
        }
        if (common) {
            quarantine.forget(indexes);
            outbox.forget(mergers.mergedInto(erasure.person()));
            open.done(erasure.receipt(), OpenErasures.ANYBODY);
        }
        if (open.isLeft(erasure.receipt(), home.name())) {
            uploads.forget(indexes);
            open.done(erasure.receipt(), home.name());
        }
        open.settle(erasure.receipt());
    }

    /** Or not known to be destroyed: a copy of the folder may be older than the key. */
    private boolean isReadable(Erasure erasure) {
        return erasure.keys().stream()
                .anyMatch(key -> !keys.has(key) || keys.find(key).isPresent());
    }

    private void follow() {
        while (worker.goesOn()) {
            try {
                look();
            } catch (RuntimeException failure) {
                LOG.warn("Who was forgotten could not be found out just now: {}", failure.toString());
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }

    /** Not beside a thread that is just forgetting her. */
    private void completeInTurn(Erasure erasure) {
        uploads.whileImportsPause(() -> isCompleted(erasure));
    }

    /** Whom others have forgotten, what failed or was interrupted, and for whom nobody need wait any more. */
    private void look() {
        Map<String, Integer> now = new HashMap<>();
        List<Left> left = open.left();
        for (Left each : left) {
            if (each.home().equals(OpenErasures.ANYBODY)) {
                now.put(each.receipt(), seen.getOrDefault(each.receipt(), 0) + 1);
            } else if (homes.isAway(each.home())) {
                uploads.giveUp(each.home());
                open.waive(each);
            }
        }
        seen = now;
        open.leftFor(home.name()).forEach(this::completeInTurn);
        if (now.containsValue(FAILED)) {
            open.leftFor(OpenErasures.ANYBODY).stream()
                    .filter(erasure -> now.getOrDefault(erasure.receipt(), 0) >= FAILED)
                    .forEach(this::completeInTurn);
            seen = new HashMap<>();
        }
    }

    /** Before anything can be asked for or recorded. */
    @Override
    public void start() {
        int again = 0;
        List<Erasure> some = open.after("");
        while (!some.isEmpty()) {
            for (Erasure erasure : some) {
                if (isReadable(erasure) || erasure.indexes() != null) {
                    complete(erasure);
                    again++;
                }
            }
            some = open.after(some.getLast().receipt());
        }
        if (again > 0) {
            LOG.info("{} people are forgotten once more: their keys were still there, or there again.", again);
        }
        worker.start("erasures", this::follow);
    }

    @Override
    public void stop() {
        worker.stop();
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    @Override
    public int getPhase() {
        return -2_000;
    }
}
