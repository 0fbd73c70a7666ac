package io.flywheel.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Several clients that send ready-made batches at once, each waiting for its answer before the next. */
final class Senders {
    private Senders() {}

    /**
     * What came of it.
     *
     * @param start {@link System#nanoTime()} before the first request
     * @param end {@link System#nanoTime()} after the last answer: everything is durable
     */
    record Sent(Acknowledged acknowledged, long start, long end) {
        double seconds() {
            return (end - start) / 1e9;
        }
    }

    /** @throws IllegalStateException if not every one of the expected touchpoints was recorded */
    static Sent send(Api api, List<byte[]> bodies, int senders, long expected) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Callable<Acknowledged> sender = () -> {
            Acknowledged sum = Acknowledged.NOTHING;
            for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
                sum = sum.plus(api.ingest("/v1/batch", bodies.get(i)));
            }
            return sum;
        };
        ExecutorService pool = Executors.newFixedThreadPool(senders);
        try {
            long start = System.nanoTime();
            List<Future<Acknowledged>> running = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                running.add(pool.submit(sender));
            }
            Acknowledged sum = Acknowledged.NOTHING;
            for (Future<Acknowledged> one : running) {
                sum = sum.plus(one.get());
            }
            long end = System.nanoTime();
            if (sum.recorded() != expected) {
                throw new IllegalStateException("Of " + expected + " touchpoints the product answers " + sum);
            }
            return new Sent(sum, start, end);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A sender failed: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
        }
    }
}
