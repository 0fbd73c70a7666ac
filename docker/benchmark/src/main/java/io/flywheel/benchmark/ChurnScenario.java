package io.flywheel.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How soon those who have fallen silent are found among many who have not, and how fast they are addressed. */
final class ChurnScenario implements Scenario {
    static final Pattern DUE = Pattern.compile("due seconds (\\S+) then (\\S+)");
    static final Pattern WIN_BACKS = Pattern.compile("win-backs seconds (\\S+) processor (\\S+)");

    private static final int PEOPLE_DUE = 1_000;
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final int SILENT = 2_000;

    @Override
    public void run(Setup setup, Section section) throws Exception {
        Options options = setup.options();
        if (!options.mysql().isEmpty()) {
            throw new IllegalArgumentException("churn measures the embedded store only: leave --mysql out.");
        }
        section.note(
                ("Detecting: %,d people who did something 70 days ago, new ones each time, among the rows of others who are"
                                + " due a day to sixty days from now, bulk-inserted. From the detector's start until nobody is"
                                + " due; the median of three of each in one process, after seven to warm up.")
                        .formatted(PEOPLE_DUE));
        section.note(
                ("Win-backs: %,d people fall silent at once, after as many to warm up. From the detector's start until"
                                + " everybody has the first step's decision, and the outbox those messages that it allows:"
                                + " consent is recorded, no quiet hours, one in ten is held out, the channel is the log. None"
                                + " was blocked.")
                        .formatted(SILENT));
        section.note("Both within the product's process, in which projections run and messages are sent meanwhile.");
        Rounds rounds = new Rounds();
        for (int i = 1; i <= options.rounds(); i++) {
            MatchResult due = inside(setup, DueInside.class, DUE, PEOPLE_DUE, FEW, MANY);
            double few = Double.parseDouble(due.group(1));
            double many = Double.parseDouble(due.group(2));
            MatchResult all = inside(setup, WinBacksInside.class, WIN_BACKS, SILENT);
            double winBacks = Double.parseDouble(all.group(1));
            rounds.add("few", few * 1_000)
                    .add("many", many * 1_000)
                    .add("ratio", many / few)
                    .add("rate", SILENT / winBacks)
                    .add("processor", Double.parseDouble(all.group(2)) * 1_000 / SILENT);
            Setup.say("churn %d/%d: %.3f s, %.3f s, %.0f a second", i, options.rounds(), few, many, SILENT / winBacks);
        }
        section.figure("time among %,d rows / among %,d".formatted(MANY, FEW), 2, rounds.of("ratio"), Goal.atMost(2))
                .figure("%,d detected among %,d rows, ms".formatted(PEOPLE_DUE, FEW), 0, rounds.of("few"))
                .figure("%,d detected among %,d rows, ms".formatted(PEOPLE_DUE, MANY), 0, rounds.of("many"))
                .figure("win-backs started and stepped per second", 0, rounds.of("rate"), Goal.atLeast(200))
                .figure("processor time for each, everything told, ms", 1, rounds.of("processor"));
    }

    private static MatchResult inside(Setup setup, Class<?> main, Pattern answer, Integer... numbers)
            throws InterruptedException {
        Path folder = setup.workspace().folder("churn");
        List<Object> words = new ArrayList<>(List.of(Product.data(folder)));
        words.addAll(List.of(numbers));
        MatchResult result = InProduct.run(setup, folder, main, answer, words);
        Workspace.delete(folder);
        return result;
    }
}
