package io.flywheel.benchmark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whether a person's next touchpoint costs more the longer her history is. */
final class LongHistoryScenario implements Scenario {
    private static final int LONG = 10_000;
    private static final int SHORT = 10;
    private static final int LONG_PEOPLE = 20;
    private static final int WARM = 200;
    private static final int SETTLING = 500;
    private static final Duration CAUGHT_UP = Duration.ofMinutes(10);

    /** After everything that {@link Traffic} makes, so that nothing here is late. */
    private static final Instant AFTERWARDS = Traffic.START.plus(Traffic.SPAN).plus(Duration.ofDays(1));

    private int sequence;

    @Override
    public void run(Setup setup, Section section) throws Exception {
        Options options = setup.options();
        section.note(
                ("%d people with %,d touchpoints each, others with %d; then single `POST /v1/track` requests, one after"
                                + " the other, to a long and a short history in turns.")
                        .formatted(LONG_PEOPLE, LONG, SHORT));
        section.note(
                ("Every round restarts the product and settles it with %d requests about others. Not cached: the first"
                                + " touchpoint of each person since the restart, %d of each kind. Cached: %d of each kind after"
                                + " that, the short ones always an 11th touchpoint, the long ones the 10,002nd and later.")
                        .formatted(SETTLING, LONG_PEOPLE, WARM));
        Rounds rounds = new Rounds();
        Path folder = setup.workspace().folder("long");
        Place place = setup.place(folder);
        try (Product product = setup.start(folder, place, false)) {
            Api api = product.api();
            load(setup, api, "long", LONG_PEOPLE, LONG);
            for (int i = 1; i <= options.rounds(); i++) {
                load(setup, api, "cold" + i, LONG_PEOPLE, SHORT);
            }
        }
        for (int i = 1; i <= options.rounds(); i++) {
            try (Product product = setup.start(folder, place, false)) {
                round(setup, product.api(), i, rounds);
            }
        }
        place.close();
        Workspace.delete(folder);
        section.figure("long / short, cached", 2, rounds.of("ratio"), Goal.atMost(1.5))
                .figure("long / short, not cached", 2, rounds.of("cold ratio"), Goal.atMost(1.5))
                .figure("long, cached, ms a request", 3, rounds.of("long"))
                .figure("short, cached, ms a request", 3, rounds.of("short"))
                .figure("long, not cached, ms a request", 3, rounds.of("cold long"))
                .figure("short, not cached, ms a request", 3, rounds.of("cold short"));
    }

    private void round(Setup setup, Api api, int round, Rounds rounds) throws InterruptedException {
        for (int i = 0; i < SETTLING; i++) {
            time(api, "settling" + round, i % 100);
        }
        List<Double> coldLong = new ArrayList<>();
        List<Double> coldShort = new ArrayList<>();
        for (int i = 0; i < LONG_PEOPLE; i++) {
            coldLong.add(time(api, "long", i));
            coldShort.add(time(api, "cold" + round, i));
        }
        String fresh = "fresh" + round;
        load(setup, api, fresh, WARM, SHORT);
        List<Double> longs = new ArrayList<>();
        List<Double> shorts = new ArrayList<>();
        for (int i = 0; i < WARM; i++) {
            longs.add(time(api, "long", i % LONG_PEOPLE));
            shorts.add(time(api, fresh, i));
        }
        double warmRatio = add(rounds, "", longs, shorts);
        double coldRatio = add(rounds, "cold ", coldLong, coldShort);
        Setup.say(
                "long %d/%d: long / short %.2f cached, %.2f not cached",
                round, setup.options().rounds(), warmRatio, coldRatio);
    }

    private static double add(Rounds rounds, String prefix, List<Double> longs, List<Double> shorts) {
        double longMedian = Spread.of(longs).median();
        double shortMedian = Spread.of(shorts).median();
        rounds.add(prefix + "long", longMedian)
                .add(prefix + "short", shortMedian)
                .add(prefix + "ratio", longMedian / shortMedian);
        return longMedian / shortMedian;
    }

    private static void load(Setup setup, Api api, String group, int people, int each) throws InterruptedException {
        Options options = setup.options();
        // people in equal turns: everybody gets exactly as many as promised
        EvenTraffic traffic = new EvenTraffic(group, people, each, options.seed());
        Load load = new Load(Bodies.batches(traffic, options.batch()), people * each, people);
        // one sender, or the batches of these few people would overtake each other
        long position = load.send(api, 1).acknowledged().position();
        api.awaitCaughtUp(position, CAUGHT_UP);
    }

    /** @return milliseconds until the product had stored it */
    private double time(Api api, String group, int person) throws InterruptedException {
        sequence++;
        Instant at = AFTERWARDS.plusSeconds(sequence);
        UUID messageId = UUID.nameUUIDFromBytes(("long" + sequence).getBytes(StandardCharsets.UTF_8));
        byte[] body = Bodies.single(new Touch(messageId.toString(), group, person, "Product Viewed", at, 0));
        long start = System.nanoTime();
        Acknowledged answer = api.ingest("/v1/track", body);
        double milliseconds = (System.nanoTime() - start) / 1e6;
        if (answer.recorded() != 1) {
            throw new IllegalStateException("A single touchpoint was answered " + answer);
        }
        return milliseconds;
    }
}
