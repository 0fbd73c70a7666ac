package io.flywheel.api.privacy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one writer at a time change a folder of keys, of all threads and all processes that share it. The system gives it
 * up for a process that dies.
 */
final class KeyLock {
    /** A file's lock is held by a process as a whole, and gone once any of its channels to that file is closed. */
    private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path file;
    private final ReentrantLock inThisProcess;

    KeyLock(Path folder) throws IOException {
        Path real = folder.toRealPath();
        this.file = real.resolve("keys.lock");
        this.inThisProcess = IN_THIS_PROCESS.computeIfAbsent(real, path -> new ReentrantLock());
    }

    interface Work<T> {
        T done() throws IOException;
    }

    /** Waits for as long as it takes; an interrupted thread waits as well, and stays interrupted. */
    <T> T during(Work<T> work) throws IOException {
        inThisProcess.lock();
        try (FileChannel ignored = locked()) {
            return work.done();
        } finally {
            inThisProcess.unlock();
        }
    }

    /** Closing it gives up the lock. */
    private FileChannel locked() throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                try {
                    channel.lock();
                    return channel;
                } catch (ClosedByInterruptException | FileLockInterruptionException e) {
                    interrupted |= Thread.interrupted();
                    channel.close();
                } catch (IOException | RuntimeException e) {
                    channel.close();
                    throw e;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
