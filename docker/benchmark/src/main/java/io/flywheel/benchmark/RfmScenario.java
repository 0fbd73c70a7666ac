package io.flywheel.benchmark;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Whether questions about a million buyers are answered while somebody waits. */
final class RfmScenario implements Scenario {
    private static final int CHECKED = 200;
    private static final int WARM = 7;

    @Override
    public void run(Setup setup, Section section) throws Exception {
        Options options = setup.options();
        ManyBuyers buyers = new ManyBuyers(options.buyers(), options.seed());
        section.note(
                ("%,d buyers with %,d purchases over two years, as rows of the read model; then the product is started on"
                                + " them and asked over HTTP.")
                        .formatted(options.buyers(), buyers.purchases()));
        Path folder = setup.workspace().folder("rfm");
        Place place = setup.place(folder);
        setup.start(folder, place, false).close();
        buyers.write(place);
        Setup.say("rfm: rows written");
        Rounds rounds = new Rounds();
        try (Product product = setup.start(folder, place, options.profile())) {
            Api api = product.api();
            Instant now = ManyBuyers.END;
            rounds.add("first", seconds(() -> api.get("/api/rfm?at=" + now)));
            JsonNode answer = api.get("/api/rfm?at=" + now);
            if (answer.path("people").asInt() != options.buyers()) {
                throw new IllegalStateException("/api/rfm counts " + answer.path("people") + " people");
            }
            int checked = buyers.check(api, now, CHECKED);
            section.note("%d people's recency, frequency and monetary value were those that their rows add up to."
                    .formatted(checked));
            Random random = new Random(options.seed());
            for (int i = 0; i < WARM * 4; i++) {
                warm(api, now, random, new Rounds());
            }
            for (int i = 0; i < options.rounds(); i++) {
                warm(api, now, random, rounds);
                Setup.say("rfm %d/%d", i + 1, options.rounds());
            }
            for (int i = 0; i < options.rounds(); i++) {
                Instant until = now.minusSeconds(86_400L * (i + 1));
                rounds.add("fit", seconds(() -> converged(api.get("/api/ltv/model?until=" + until))));
                Setup.say("fit %d/%d", i + 1, options.rounds());
            }
        }
        place.close();
        Workspace.delete(folder);
        section.figure("default question, warm, ms", 0, rounds.of("default"), Goal.atMost(300))
                .figure("the same again, nothing having changed, ms", 1, rounds.of("again"))
                .figure("any instant and window, warm, s", 2, rounds.of("any"), Goal.atMost(5))
                .figure("ntile, which needs everybody's ids in order, s", 2, rounds.of("ntile"))
                .figure("first question after a start, s", 1, rounds.of("first"))
                .figure("BG/NBD and Gamma-Gamma fitted, s", 1, rounds.of("fit"), Goal.atMost(20));
    }

    /** Each by an instant that was not asked for before, so that no answer is one that was kept. */
    private static void warm(Api api, Instant now, Random random, Rounds rounds) throws Exception {
        List<Double> fresh = new ArrayList<>();
        for (int i = 0; i < WARM; i++) {
            Instant day = now.plusSeconds(86_400L * (1 + random.nextInt(3_000)));
            fresh.add(seconds(() -> api.get("/api/rfm?at=" + day)));
        }
        rounds.add("default", Spread.of(fresh).median() * 1_000);
        api.get("/api/rfm?at=" + now);
        rounds.add("again", seconds(() -> api.get("/api/rfm?at=" + now)) * 1_000);
        Instant then = now.minusSeconds(random.nextInt(86_400 * 500));
        int window = 30 + random.nextInt(300);
        rounds.add("any", seconds(() -> api.get("/api/rfm?at=" + then + "&window=P" + window + "D")));
        rounds.add("ntile", seconds(() -> api.get("/api/rfm?scoring=ntile&at=" + then)));
    }

    private static void converged(JsonNode model) {
        if (!model.path("converged").asBoolean(false)) {
            throw new IllegalStateException("The fit ended as " + model);
        }
    }

    private static double seconds(Call call) throws InterruptedException {
        long start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private interface Call {
        void run() throws InterruptedException;
    }
}
