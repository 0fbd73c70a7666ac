package io.flywheel.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How near rebuilding every read model comes to a loop by hand that knows already what the rows will be. */
final class RebuildScenario implements Scenario {
    private static final Pattern BUILT = Pattern.compile("rebuilt seconds (\\S+) processor (\\S+) stock (\\S+)");
    private static final Pattern COPIED = Pattern.compile("copied seconds (\\S+) processor (\\S+) rows (\\d+)");
    private static final Duration CAUGHT_UP = Duration.ofMinutes(10);
    private static final int STOCK_EVENTS = 10_000;

    /** The last event that comes before the first person, the last of the warm-up, and the last of all. */
    private record Log(long start, long warmUpTo, long until) {}

    @Override
    public void run(Setup setup, Section section) throws Exception {
        Options options = setup.options();
        if (!options.mysql().isEmpty()) {
            throw new IllegalArgumentException("rebuild measures the embedded store only: leave --mysql out.");
        }
        Path folder = setup.workspace().folder("rebuild");
        EmbeddedPlace place = new EmbeddedPlace(Product.data(folder));
        Log log = fill(setup, folder, place);
        section.note(("%,d events of %,d people that followed a warm-up of %,d events, in a compacted ledger whose read"
                        + " models were deleted. The product is started on the part that came before the first person; then"
                        + " the warm-up appears in its log at once, and, when every read model has seen that, the rest.")
                .formatted(log.until - log.warmUpTo, people(options), log.warmUpTo - log.start));
        section.note(
                "By hand: one thread that scans and decodes the same events and inserts the rows that the rebuilt read"
                        + " models ended with, in batches, %,d events to a transaction, settings `%s`, warmed up alike."
                                .formatted(RebuildFloor.BLOCK, EmbeddedPlace.READ_SETTINGS.substring(1)));
        section.note(
                ("Stock: Axon's pooled processors as they come (an event a message, one message a batch), with the same"
                                + " projections, over %,d of these events.")
                        .formatted(STOCK_EVENTS));
        Rounds rounds = new Rounds();
        for (int i = 1; i <= options.rounds(); i++) {
            round(setup, folder, place, log, rounds);
            Setup.say(
                    "rebuild %d/%d: %.2f s, by hand %.2f s, ratio %.2f",
                    i,
                    options.rounds(),
                    rounds.of("product").getLast(),
                    rounds.of("floor").getLast(),
                    rounds.of("ratio").getLast());
        }
        Workspace.delete(folder);
        section.figure("time by hand / rebuild time", 2, rounds.of("ratio"), Goal.atLeast(0.70))
                .figure("rebuild, s", 2, rounds.of("product"))
                .figure("events per second", 0, rounds.of("rate"))
                .figure("by hand, s", 2, rounds.of("floor"))
                .figure("rebuild, processor s", 1, rounds.of("processor"))
                .figure("by hand, processor s", 1, rounds.of("floor processor"))
                .figure("rows in the end", 0, rounds.of("rows"))
                .figure("stock processors, events per second", 0, rounds.of("stock"))
                .figure("stock processors' rate / rate by hand", 3, rounds.of("stock ratio"));
    }

    private static int people(Options options) {
        return Math.max(1, options.events() / 15);
    }

    private static Log fill(Setup setup, Path folder, Place place) throws Exception {
        Options options = setup.options();
        long warmUpTo;
        long end;
        try (Product product = setup.start(folder, place, false)) {
            Api api = product.api();
            warmUpTo = Load.warmUp(options)
                    .send(api, options.senders())
                    .acknowledged()
                    .position();
            // an event of its own is the least that a touchpoint makes
            Traffic traffic = new Traffic("main", people(options), options.events(), options.seed(), Traffic.START);
            end = warmUpTo;
            while (end - warmUpTo < options.events()) {
                List<Touch> some = new ArrayList<>();
                for (Iterator<Touch> touches = traffic; some.size() < 20_000 && touches.hasNext(); ) {
                    some.add(touches.next());
                }
                List<byte[]> bodies = Bodies.batches(some.iterator(), options.batch());
                end = Senders.send(api, bodies, options.senders(), some.size())
                        .acknowledged()
                        .position();
            }
            api.awaitCaughtUp(end, CAUGHT_UP);
            Setup.say("rebuild: %,d events are there", end);
        }
        try (Connection ledger = place.connect();
                Statement statement = ledger.createStatement();
                ResultSet first = statement.executeQuery(
                        "SELECT MIN(position) - 1 FROM ledger_event WHERE type = 'LifecycleOpened'")) {
            first.next();
            Log log = new Log(first.getLong(1), warmUpTo, warmUpTo + options.events());
            // else the store tidies up its file behind the first rounds, the product's and the loop's alike
            statement.execute("SHUTDOWN COMPACT");
            return log;
        }
    }

    private static void round(Setup setup, Path folder, EmbeddedPlace place, Log log, Rounds rounds) throws Exception {
        Files.deleteIfExists(place.data().resolve(EmbeddedPlace.READ_MODELS + ".mv.db"));
        try (Connection ledger = place.connect();
                PreparedStatement head = ledger.prepareStatement("UPDATE ledger_head SET position = ? WHERE id = 1")) {
            head.setLong(1, log.start);
            head.executeUpdate();
        }
        Path inside = setup.workspace().folder("rebuild-inside");
        MatchResult built = InProduct.run(
                setup,
                inside,
                RebuildInside.class,
                BUILT,
                List.of(place.data(), log.warmUpTo, log.until, STOCK_EVENTS));
        Workspace.delete(inside);
        Path copy = setup.workspace().folder("rebuild-floor");
        MatchResult copied = InProduct.run(
                setup, copy, RebuildFloor.class, COPIED, List.of(place.data(), copy, log.warmUpTo, log.until));
        Workspace.delete(copy);
        double events = log.until - log.warmUpTo;
        double product = Double.parseDouble(built.group(1));
        double floor = Double.parseDouble(copied.group(1));
        double stock = Double.parseDouble(built.group(3));
        rounds.add("product", product)
                .add("rate", events / product)
                .add("floor", floor)
                .add("ratio", floor / product)
                .add("processor", Double.parseDouble(built.group(2)))
                .add("floor processor", Double.parseDouble(copied.group(2)))
                .add("rows", Long.parseLong(copied.group(3)))
                .add("stock", stock)
                .add("stock ratio", stock / (events / floor));
    }
}
