package io.flywheel.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** What many senders of one touchpoint each get, who all wait for their answer before they send again. */
final class SingleScenario implements Scenario {
    static final int SENDERS = 16;

    private static final int TOUCHPOINTS = 60_000;
    private static final int PEOPLE = 6_000;

    @Override
    public void run(Setup setup, Section section) throws Exception {
        Options options = setup.options();
        section.note(
                ("%d senders, each with one touchpoint at a time and waiting for its answer: %,d touchpoints of %,d"
                                + " people. %s")
                        .formatted(SENDERS, TOUCHPOINTS, PEOPLE, ImportScenario.warmUpNote(options)));
        section.note("In the JVM: the senders are threads of the product's own process and call the recorder itself."
                + " Over HTTP: one `POST /v1/track` each. Projections run in both. The floor is that of `import`: the"
                + " same rows in batches of %d touchpoints. No more than %d senders can share a commit: what inserting the"
                        .formatted(options.batch(), SENDERS)
                + " rows with that many to a commit takes, and nothing else done, is told beside it.");
        Rounds rounds = new Rounds();
        for (int i = 1; i <= options.rounds(); i++) {
            inside(setup, rounds);
            overHttp(setup, rounds);
            Setup.say("single %d/%d", i, options.rounds());
        }
        section.figure("floor time / time in the JVM", 2, rounds.of("inside"), Goal.atLeast(0.40))
                .figure("touchpoints per second in the JVM", 0, rounds.of("inside rate"))
                .figure("floor time / its time with " + SENDERS + " touchpoints to a commit", 2, rounds.of("small"))
                .figure("floor time / time over HTTP", 2, rounds.of("http"))
                .figure("touchpoints per second over HTTP", 0, rounds.of("http rate"))
                .figure("over HTTP, median, ms", 2, rounds.of("p50"))
                .figure("over HTTP, 99th percentile, ms", 2, rounds.of("p99"));
    }

    private static void inside(Setup setup, Rounds rounds) throws Exception {
        Path folder = setup.workspace().folder("inside");
        Place place = setup.place(folder);
        Inside.Took took = Inside.measure(setup, folder, place);
        Floor.Took floor = FloorProcess.measure(setup, place, 1, took.warmUpTo());
        Floor.Took small = FloorProcess.measure(setup, place, 1, SENDERS, took.warmUpTo());
        place.close();
        Workspace.delete(folder);
        rounds.add("inside", floor.seconds() / took.seconds())
                .add("inside rate", TOUCHPOINTS / took.seconds())
                .add("small", floor.seconds() / small.seconds());
    }

    static Traffic traffic(long seed) {
        return new Traffic("single", PEOPLE, TOUCHPOINTS, seed, Traffic.START);
    }

    private static void overHttp(Setup setup, Rounds rounds) throws Exception {
        Options options = setup.options();
        Path folder = setup.workspace().folder("single");
        Place place = setup.place(folder);
        long warmUpTo;
        double seconds;
        try (Product product = setup.start(folder, place, options.profile())) {
            Api api = product.api();
            Load.warmUp(options).send(api, options.senders());
            warm(api, options.seed());
            warmUpTo = api.get("/api/projections").get(0).path("position").asLong();
            List<byte[]> bodies = new ArrayList<>();
            List<String> paths = new ArrayList<>();
            for (Iterator<Touch> touches = traffic(options.seed()); touches.hasNext(); ) {
                Touch touch = touches.next();
                bodies.add(Bodies.single(touch));
                paths.add(touch.event().equals(Touch.PAGE) ? "/v1/page" : "/v1/track");
            }
            double[] milliseconds = new double[bodies.size()];
            long start = System.nanoTime();
            send(api, paths, bodies, milliseconds);
            seconds = (System.nanoTime() - start) / 1e9;
            java.util.Arrays.sort(milliseconds);
            rounds.add("http rate", bodies.size() / seconds)
                    .add("p50", milliseconds[milliseconds.length / 2])
                    .add("p99", milliseconds[(int) (milliseconds.length * 0.99)]);
        }
        Floor.Took floor = FloorProcess.measure(setup, place, 1, warmUpTo);
        place.close();
        Workspace.delete(folder);
        rounds.add("http", floor.seconds() / seconds);
    }

    private static void warm(Api api, long seed) throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (Iterator<Touch> touches = new Traffic("warm-single", 1_000, 20_000, seed, Traffic.START);
                touches.hasNext(); ) {
            Touch touch = touches.next();
            bodies.add(Bodies.single(touch));
            paths.add(touch.event().equals(Touch.PAGE) ? "/v1/page" : "/v1/track");
        }
        send(api, paths, bodies, new double[bodies.size()]);
        long position = api.ingest("/v1/track", bodies.getLast()).position();
        api.awaitCaughtUp(position, java.time.Duration.ofMinutes(5));
    }

    private static void send(Api api, List<String> paths, List<byte[]> bodies, double[] milliseconds) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Callable<Integer> sender = () -> {
            int sent = 0;
            for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
                long start = System.nanoTime();
                api.ingest(paths.get(i), bodies.get(i));
                milliseconds[i] = (System.nanoTime() - start) / 1e6;
                sent++;
            }
            return sent;
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                running.add(pool.submit(sender));
            }
            for (Future<Integer> one : running) {
                one.get();
            }
        }
    }
}
