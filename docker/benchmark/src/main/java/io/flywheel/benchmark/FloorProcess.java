package io.flywheel.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the floor in a JVM of its own, so that it starts as cold as the product does and shares nothing with it. */
final class FloorProcess {
    /** The first word of this program's command line when it is the child. */
    static final String WORD = "floor";

    private static final Pattern ANSWER = Pattern.compile("floor seconds (\\S+) processor (\\S+)");

    private FloorProcess() {}

    static Floor.Took measure(Setup setup, Path data, int threads, long warmUpTo) throws InterruptedException {
        Path folder = setup.workspace().folder("floor");
        List<String> arguments = List.of(
                "-Xmx" + setup.options().heap(),
                "-XX:+UseParallelGC",
                "-Dh2.objectCache=false",
                "-cp",
                setup.classPath(),
                setup.mainClass(),
                WORD,
                data.toString(),
                folder.toString(),
                String.valueOf(threads),
                String.valueOf(setup.options().batch()),
                String.valueOf(warmUpTo));
        try (ChildJvm child = setup.workspace().start(arguments, folder)) {
            Matcher answer = ANSWER.matcher(child.await(Duration.ofMinutes(15)));
            if (!answer.find()) {
                throw new IllegalStateException("The floor gave no figure.\n" + child.lastWords());
            }
            return new Floor.Took(Double.parseDouble(answer.group(1)), Double.parseDouble(answer.group(2)));
        } finally {
            Workspace.delete(folder);
        }
    }

    /** What the child does. */
    static void child(List<String> words) throws Exception {
        Floor.Took took = Floor.run(
                Path.of(words.get(0)),
                Path.of(words.get(1)),
                Integer.parseInt(words.get(2)),
                Integer.parseInt(words.get(3)),
                Long.parseLong(words.get(4)));
        System.out.println("floor seconds " + took.seconds() + " processor " + took.processor());
    }
}
