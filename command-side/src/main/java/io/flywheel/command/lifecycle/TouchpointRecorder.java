package io.flywheel.command.lifecycle;

import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.RecordingOutcome;
import io.flywheel.command.platform.Worker;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/**
 * Takes batches of touchpoints from everybody and lets one thread write them: what arrives while a transaction commits
 * shares the next one. So senders do not wait for each other's people, and a store of one file commits less often.
 */
@Component
public class TouchpointRecorder implements SmartLifecycle {
    /**
     * Enough to share a commit. Four times as many cost the recorder a sixth more processor time: a transaction whose
     * pages outgrow what H2 keeps unwritten (19 MB) has them written while it runs, and once more when it commits.
     */
    private static final int MOST_TOUCHPOINTS = 500;

    private static final int MOST_WAITING = 1_024;
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(2);

    private final BatchRecorder batches;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Gathering<Waiting> gathering =
            new Gathering<>(queue, waiting -> waiting.batch().touchpoints().size(), MOST_TOUCHPOINTS, PATIENCE);
    private final Worker worker = new Worker();

    private record Waiting(RecordTouchpoints batch, CompletableFuture<RecordingOutcome> outcome) {}

    protected TouchpointRecorder(BatchRecorder batches) {
        this.batches = batches;
    }

    /**
     * Durable when it returns. Blocks; safe for threads.
     *
     * @throws RuntimeException if the store is away; then it may be sent again, which records nothing twice
     */
    @CommandHandler
    public RecordingOutcome record(RecordTouchpoints batch) {
        Waiting waiting = new Waiting(batch, new CompletableFuture<>());
        try {
            while (!queue.offer(waiting, 100, TimeUnit.MILLISECONDS)) {
                requireRunning();
            }
            requireRunning();
            return waiting.outcome().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientDataAccessResourceException("interrupted while waiting to record", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void requireRunning() {
        if (!worker.isRunning()) {
            throw new TransientDataAccessResourceException("nothing is recorded now: starting or stopping");
        }
    }

    private void write() {
        while (worker.goesOn() || !gathering.isEmpty()) {
            List<Waiting> together = take();
            if (!together.isEmpty()) {
                recordTogether(together);
            }
        }
    }

    private List<Waiting> take() {
        try {
            return gathering.next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private void recordTogether(List<Waiting> together) {
        try {
            List<RecordingOutcome> outcomes =
                    batches.record(together.stream().map(Waiting::batch).toList());
            for (int i = 0; i < together.size(); i++) {
                together.get(i).outcome().complete(outcomes.get(i));
            }
        } catch (RuntimeException | Error failure) {
            if (together.size() == 1) {
                together.getFirst().outcome().completeExceptionally(failure);
            } else {
                together.forEach(alone -> recordTogether(List.of(alone)));
            }
        }
    }

    @Override
    public void start() {
        worker.start("recorder", this::write);
    }

    @Override
    public void stop() {
        worker.stop();
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    /** Before anything that sends to it, and stopped after that. */
    @Override
    public int getPhase() {
        return -1_000;
    }
}
