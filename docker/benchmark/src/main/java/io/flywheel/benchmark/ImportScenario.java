package io.flywheel.benchmark;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How near the whole product comes to just storing the rows that it stores. */
final class ImportScenario implements Scenario {
    private final boolean returning;

    /** @param returning whether the people have a history that the process has not seen: it was started after that */
    ImportScenario(boolean returning) {
        this.returning = returning;
    }

    @Override
    public void run(Setup setup, Section section) throws Exception {
        Options options = setup.options();
        Load before = returning ? Load.main(options) : null;
        Load warmUp = Load.warmUp(options);
        Load load = returning ? Load.again(options) : Load.main(options);
        explain(options, section);
        Rounds rounds = new Rounds();
        long refusals = 0;
        for (int i = 1; i <= options.rounds(); i++) {
            Path folder = setup.workspace().folder("import");
            Place place = setup.place(folder);
            ImportRound round = ImportRound.run(setup, folder, place, before, warmUp, load, false);
            double product = round.sent().seconds();
            Floor.Took one = FloorProcess.measure(setup, place, 1, round.warmUpTo());
            Floor.Took four = FloorProcess.measure(setup, place, 4, round.warmUpTo());
            if (i == 1) {
                section.note("The store: `" + place.settings() + "`.");
            }
            place.close();
            Workspace.delete(folder);
            refusals += round.refusals();
            rounds.add("product", product)
                    .add("caught up", round.caughtUp() / product)
                    .add("rate", load.touchpoints() / product)
                    .add("one", one.seconds())
                    .add("four", four.seconds())
                    .add("ratio", one.seconds() / product)
                    .add("ratio of four", four.seconds() / product)
                    .add("processor", round.processor())
                    .add("floor processor", one.processor())
                    .add("processor ratio", one.processor() / round.processor())
                    .add("events", round.events());
            Setup.say(
                    "%s %d/%d: product %.2f s, caught up %.2f s, floor %.2f s, with four threads %.2f s, ratio %.2f",
                    returning ? "returning" : "import",
                    i,
                    options.rounds(),
                    product,
                    round.caughtUp(),
                    one.seconds(),
                    four.seconds(),
                    one.seconds() / product);
        }
        section.note(("After every round the store held exactly %,d new `TouchpointRecorded` and `/api/stages` counted"
                        + " exactly the people sent. The product asked to come again later %,d times.")
                .formatted(load.touchpoints(), refusals));
        section.figure(
                        "floor time / import time",
                        2,
                        rounds.of("ratio"),
                        Goal.atLeast(options.mysql().isEmpty() ? 0.60 : 0.45))
                .figure("caught up / import time", 2, rounds.of("caught up"), Goal.atMost(1.30))
                .figure("import to the last durable row, s", 2, rounds.of("product"))
                .figure("touchpoints per second", 0, rounds.of("rate"))
                .figure("floor, one thread, s", 2, rounds.of("one"))
                .figure("floor, four threads, s", 2, rounds.of("four"))
                .figure("four-thread floor time / import time", 2, rounds.of("ratio of four"))
                .figure("processor time, floor / product until caught up", 2, rounds.of("processor ratio"))
                .figure("product until caught up, processor s", 2, rounds.of("processor"))
                .figure("floor, one thread, processor s", 2, rounds.of("floor processor"))
                .figure("events per touchpoint", 2, rounds.of("events"));
        if (options.profile()) {
            profile(setup, section, before, warmUp, load);
        }
    }

    static String warmUpNote(Options options) {
        return options.warmUp() == 0
                ? "No warm-up: the process is cold when the clock starts."
                : "Warm-up in the same process: %,d touchpoints of other people, sent and caught up with first."
                        .formatted(options.warmUp());
    }

    private void explain(Options options, Section section) {
        section.note(("%,d touchpoints of %,d people in batches of %d by %d senders, generated before the clock starts,"
                        + " into %s; the product is a process of its own, projections running.")
                .formatted(
                        options.touchpoints(),
                        options.people(),
                        options.batch(),
                        options.senders(),
                        returning
                                ? "a store that knows these people by ten touchpoints each, after a restart"
                                : "an empty store"));
        section.note(warmUpNote(options));
        section.note(
                ("Floor: the `ledger_event` rows of that very round, read from what the stopped product left, inserted"
                                + " in a process of its own by JDBC batches, with the unique keys and the `ledger_head` update,"
                                + " one commit for the events of %d touchpoints, the same settings, warmed up by the same rows.")
                        .formatted(options.batch()));
        section.note("The senders share the machine's cores with the product; the floor has them to itself.");
        section.note(
                "A ratio is taken within a round, product and floor one after the other; the median is of ratios.");
    }

    /** One more round, whose figures stay out of the table, since being watched costs something. */
    private static void profile(Setup setup, Section section, @Nullable Load before, Load warmUp, Load load)
            throws Exception {
        Path folder = setup.workspace().folder("profile");
        Place place = setup.place(folder);
        ImportRound round = ImportRound.run(setup, folder, place, before, warmUp, load, true);
        section.append(Profile.read(Product.recording(folder), round.from(), round.until())
                .markdown("one more import of %.2f s, until caught up".formatted(round.caughtUp())));
        place.close();
        Workspace.delete(folder);
    }
}
