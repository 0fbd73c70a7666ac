package io.flywheel.command.ingestion;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/** Holds all imports between two of their batches while something must not be recorded behind its back. */
@Component
class ImportPause {
    private static final int PATIENCE_SECONDS = 30;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** Does one batch, once no pause is under way. */
    <T> T between(Supplier<T> batch) {
        Lock going = lock.readLock();
        going.lock();
        try {
            return batch.get();
        } finally {
            going.unlock();
        }
    }

    /** @throws TransientDataAccessResourceException if a batch does not come to its end in time */
    <T> T during(Supplier<T> work) {
        Lock pausing = lock.writeLock();
        try {
            if (!pausing.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new TransientDataAccessResourceException("an import is in the middle of a batch");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientDataAccessResourceException("interrupted while waiting for imports", e);
        }
        try {
            return work.get();
        } finally {
            pausing.unlock();
        }
    }
}
