package io.flywheel.benchmark;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Runs the floor in a JVM of its own, so that it starts as cold as the product does and shares nothing with it. */
public final class FloorProcess {
    private static final Pattern ANSWER = Pattern.compile("floor seconds (\\S+) processor (\\S+)");

    private FloorProcess() {}

    static Floor.Took measure(Setup setup, Place place, int threads, long warmUpTo)
            throws InterruptedException, SQLException {
        return measure(setup, place, threads, setup.options().batch(), warmUpTo);
    }

    /** @param batch touchpoints whose events share a commit */
    static Floor.Took measure(Setup setup, Place place, int threads, int batch, long warmUpTo)
            throws InterruptedException, SQLException {
        Path folder = setup.workspace().folder("floor");
        try (Place copy = setup.workspace().keep(place.another(folder))) {
            MatchResult answer = InProduct.run(
                    setup,
                    folder,
                    FloorProcess.class,
                    ANSWER,
                    List.of(place.word(), copy.word(), threads, batch, warmUpTo));
            return new Floor.Took(Double.parseDouble(answer.group(1)), Double.parseDouble(answer.group(2)));
        } finally {
            Workspace.delete(folder);
        }
    }

    /** What the child does. */
    public static void main(String[] words) throws Exception {
        Floor.Took took = Floor.run(
                Place.of(words[0]),
                Place.of(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Long.parseLong(words[4]));
        System.out.println("floor seconds " + took.seconds() + " processor " + took.processor());
    }
}
