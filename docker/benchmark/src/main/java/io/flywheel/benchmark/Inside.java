package io.flywheel.benchmark;

import io.flywheel.api.Money;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Sends from inside the product's own process: what recording can take when nothing else is in the way. */
public final class Inside {
    private static final Pattern ANSWER = Pattern.compile("inside seconds (\\S+) after (\\d+)");

    private Inside() {}

    /** @param warmUpTo the log's position when the clock started */
    record Took(double seconds, long warmUpTo) {}

    static Took measure(Setup setup, Path folder, Place place) throws InterruptedException {
        Options options = setup.options();
        List<Object> words = new ArrayList<>(List.of(Product.data(folder), options.seed(), options.warmUp()));
        words.addAll(place.options());
        MatchResult answer = InProduct.run(setup, folder, Inside.class, ANSWER, words);
        return new Took(Double.parseDouble(answer.group(1)), Long.parseLong(answer.group(2)));
    }

    /** Run by the product's launcher, with the product's classes. */
    public static void main(String[] words) throws Exception {
        TouchpointRecorder recorder =
                Started.with(words[0], List.of(words).subList(3, words.length)).bean(TouchpointRecorder.class);
        long seed = Long.parseLong(words[1]);
        int warmUp = Integer.parseInt(words[2]);
        send(recorder, new Traffic("warm", Math.max(1, warmUp / 10), warmUp, seed, Traffic.START), 500, 4);
        long warmUpTo = send(
                recorder, new Traffic("warm-single", 1_000, 20_000, seed, Traffic.START), 1, SingleScenario.SENDERS);
        // The read models have had the time of an import to catch up; what is left of it is part of every moment.
        Traffic traffic = SingleScenario.traffic(seed);
        List<RecordTouchpoints> batches = batches(traffic, 1);
        long start = System.nanoTime();
        long end = record(recorder, batches, SingleScenario.SENDERS);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.println("inside seconds " + seconds + " after " + warmUpTo + " until " + end);
        System.exit(0);
    }

    private static long send(TouchpointRecorder recorder, Traffic traffic, int size, int senders) throws Exception {
        return record(recorder, batches(traffic, size), senders);
    }

    /** @return the highest position that was acknowledged */
    private static long record(TouchpointRecorder recorder, List<RecordTouchpoints> batches, int senders)
            throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicLong position = new AtomicLong();
        Callable<Integer> sender = () -> {
            int recorded = 0;
            for (int i = next.getAndIncrement(); i < batches.size(); i = next.getAndIncrement()) {
                var outcome = recorder.record(batches.get(i));
                recorded += outcome.recorded();
                position.accumulateAndGet(outcome.position(), Math::max);
            }
            return recorded;
        };
        int recorded = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(senders)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                running.add(pool.submit(sender));
            }
            for (Future<Integer> one : running) {
                recorded += one.get();
            }
        }
        int expected =
                batches.stream().mapToInt(batch -> batch.touchpoints().size()).sum();
        if (recorded != expected) {
            throw new IllegalStateException("Of " + expected + " touchpoints " + recorded + " were recorded");
        }
        return position.get();
    }

    private static List<RecordTouchpoints> batches(Iterator<Touch> touches, int size) {
        List<RecordTouchpoints> batches = new ArrayList<>();
        while (touches.hasNext()) {
            List<IncomingTouchpoint> batch = new ArrayList<>();
            for (int i = 0; i < size && touches.hasNext(); i++) {
                batch.add(incoming(touches.next()));
            }
            batches.add(new RecordTouchpoints("local", null, batch));
        }
        return batches;
    }

    private static IncomingTouchpoint incoming(Touch touch) {
        boolean page = touch.event().equals(Touch.PAGE);
        boolean order = touch.cents() > 0;
        return new IncomingTouchpoint(
                touch.messageId(),
                page ? TouchpointKind.PAGE : TouchpointKind.TRACK,
                touch.event(),
                List.of(ExternalId.user(touch.userId())),
                null,
                null,
                touch.occurredAt(),
                order ? new Money(BigDecimal.valueOf(touch.cents(), 2), "CNY") : null,
                null,
                null,
                null,
                order ? "o-" + touch.messageId().substring(0, 8) : null,
                Map.of(),
                "{\"properties\":{\"path\":\"/catalogue/" + touch.messageId().substring(0, 4)
                        + "\",\"title\":\"Something to look at\"},"
                        + "\"context\":{\"library\":{\"name\":\"analytics-node\",\"version\":\"3.0.0\"}}}",
                "digest of " + touch.messageId());
    }
}
