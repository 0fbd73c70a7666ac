package io.flywheel.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is asked about one person whose history is long: why, to merge her, to split her again, to forget her. */
final class PersonScenario implements Scenario {
    private static final int TOUCHPOINTS = 10_000;
    private static final int QUESTIONS = 5;
    private static final Duration CAUGHT_UP = Duration.ofMinutes(10);

    @Override
    public void run(Setup setup, Section section) throws Exception {
        Options options = setup.options();
        int people = 2 * (options.rounds() + 1);
        section.note("%d people with %,d touchpoints each, two of them a round after one to warm up, over HTTP."
                .formatted(people, TOUCHPOINTS));
        section.note(
                "A merge, a split and a forgetting count until the call is answered, and once more until every read model"
                        + " has seen them. Why is asked %d times a round, and the median counts.".formatted(QUESTIONS));
        Rounds rounds = new Rounds();
        Path folder = setup.workspace().folder("person");
        Place place = setup.place(folder);
        try (Product product = setup.start(folder, place, false)) {
            Api api = product.api();
            EvenTraffic traffic = new EvenTraffic("person", people, TOUCHPOINTS, options.seed());
            Load load = new Load(Bodies.batches(traffic, options.batch()), people * TOUCHPOINTS, people);
            api.awaitCaughtUp(load.send(api, 1).acknowledged().position(), CAUGHT_UP);
            for (int round = 0; round <= options.rounds(); round++) {
                round(api, 2 * round, round == 0 ? new Rounds() : rounds);
            }
        }
        place.close();
        Workspace.delete(folder);
        section.figure("merge of two people, ms", 0, rounds.of("merge"), Goal.atMost(2_000))
                .figure("until every read model has it, ms", 0, rounds.of("merge seen"))
                .figure("why, ms", 0, rounds.of("why"), Goal.atMost(300))
                .figure("split, ms", 0, rounds.of("split"))
                .figure("until every read model has it, ms", 0, rounds.of("split seen"))
                .figure("forget, ms", 0, rounds.of("forget"), Goal.atMost(2_000))
                .figure("until every read model has it, ms", 0, rounds.of("forget seen"));
    }

    private static void round(Api api, int person, Rounds rounds) throws InterruptedException {
        String one = "/api/users/" + id(person);
        List<Double> whys = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            long start = System.nanoTime();
            api.get(one + "/why?model=aarrr");
            whys.add(millisecondsSince(start));
        }
        rounds.add("why", Spread.of(whys).median());
        change(api, one + "/merge", "{\"with\":\"" + id(person + 1) + "\"}", "merge", rounds);
        change(api, one + "/split", "{}", "split", rounds);
        change(api, one + "/forget", "{\"confirm\":\"" + id(person) + "\"}", "forget", rounds);
    }

    private static void change(Api api, String path, String body, String name, Rounds rounds)
            throws InterruptedException {
        long start = System.nanoTime();
        long position = api.change(path, body).path("position").asLong(0);
        rounds.add(name, millisecondsSince(start));
        long seen = api.awaitCaughtUp(position, CAUGHT_UP);
        rounds.add(name + " seen", (seen - start) / 1e6);
    }

    private static String id(int person) {
        return new Touch("", "person", person, "", Traffic.START, 0).userId();
    }

    private static double millisecondsSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
