package io.flywheel.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** What it costs that a batch arrives one hour after younger touchpoints of the same people. */
final class LateScenario implements Scenario {
    private static final Duration CAUGHT_UP = Duration.ofMinutes(10);
    private static final Duration SPAN = Duration.ofDays(30);

    @Override
    public void run(Setup setup, Section section) throws Exception {
        Options options = setup.options();
        int people = options.people();
        int half = options.touchpoints() / 4;
        section.note(("One product process: %,d touchpoints of %,d people as history and warm-up, then %d pairs of %,d"
                        + " touchpoints on time and as many late, in batches of %d by %d senders.")
                .formatted(2 * half, people, options.rounds(), half, options.batch(), options.senders()));
        section.note(
                "Late: each touchpoint is one hour older than the newest one its person has in the ledger. Both halves"
                        + " of a pair have the same shape; before each the read models have caught up.");
        LateTraffic newest = new LateTraffic(people);
        Rounds rounds = new Rounds();
        Path folder = setup.workspace().folder("late");
        try (Place place = setup.place(folder);
                Product product = setup.start(folder, place, options.profile())) {
            Api api = product.api();
            Traffic history = new Traffic("late", people, 2 * half, options.seed(), Traffic.START);
            Load first = new Load(Bodies.batches(newest.onTime(history), options.batch()), 2 * half, people);
            send(setup, api, first);
            Instant from = setup.clock().instant();
            for (int i = 1; i <= options.rounds(); i++) {
                Load onTime = half(options, newest, i, false);
                Load late = half(options, newest, i, true);
                double onTimeSeconds = send(setup, api, onTime);
                double lateSeconds = send(setup, api, late);
                rounds.add("on time", onTimeSeconds).add("late", lateSeconds).add("ratio", lateSeconds / onTimeSeconds);
                Setup.say(
                        "late %d/%d: on time %.2f s, late %.2f s, ratio %.2f",
                        i, options.rounds(), onTimeSeconds, lateSeconds, lateSeconds / onTimeSeconds);
            }
            Instant until = setup.clock().instant();
            product.close();
            count(section, place, 2L * half * (1 + options.rounds()));
            section.figure("late / on time", 2, rounds.of("ratio"), Goal.atMost(3))
                    .figure("on time, s", 2, rounds.of("on time"))
                    .figure("late, s", 2, rounds.of("late"));
            if (options.profile()) {
                section.append(
                        Profile.read(Product.recording(folder), from, until).markdown("all pairs, on time and late"));
            }
        }
        Workspace.delete(folder);
    }

    /** Each pair has a month of its own after everything before it; the late half only takes its shape from it. */
    private static Load half(Options options, LateTraffic newest, int round, boolean late) {
        int half = options.touchpoints() / 4;
        Instant start = Traffic.START.plus(Traffic.SPAN).plus(SPAN.multipliedBy(round - 1));
        long seed = options.seed() + 2L * round + (late ? 1 : 0);
        Traffic traffic = new Traffic("late", options.people(), half, seed, start, SPAN);
        var touches = late ? newest.late(traffic) : newest.onTime(traffic);
        return new Load(Bodies.batches(touches, options.batch()), half, traffic.people());
    }

    private static double send(Setup setup, Api api, Load load) throws InterruptedException {
        Senders.Sent sent = load.send(api, setup.options().senders());
        api.awaitCaughtUp(sent.acknowledged().position(), CAUGHT_UP);
        return sent.seconds();
    }

    private static void count(Section section, Place place, long sent) throws Exception {
        try (StoredLedger ledger = StoredLedger.open(place)) {
            long stored = ledger.count("TouchpointRecorded", 0);
            if (stored != sent) {
                throw new IllegalStateException("The store holds " + stored + " touchpoints, sent were " + sent + ".");
            }
            section.note("The store held exactly the %,d touchpoints sent, and %,d `PathCorrected`."
                    .formatted(stored, ledger.count("PathCorrected", 0)));
        }
    }
}
