package io.flywheel.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.h2.engine.Constants;

/** Measures the packaged product and says in one table how far it is from where it should be. */
public final class Benchmark {
    private Benchmark() {}

    /** Exits with 1 where something could not be measured; a missed goal is a result, not a failure. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        Options options;
        try {
            options = Options.parse(words, ownFolder());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(measure(options) ? 0 : 1);
    }

    private static boolean measure(Options options) throws IOException {
        List<Section> sections = new ArrayList<>();
        Clock clock = Clock.systemUTC();
        try (Workspace workspace = new Workspace()) {
            Setup setup = new Setup(options, workspace, clock);
            for (String name : options.scenarios()) {
                Section section = new Section(Scenario.title(name));
                sections.add(section);
                try {
                    Scenario.named(name).run(setup, section);
                } catch (Exception e) {
                    e.printStackTrace();
                    section.fail(String.valueOf(e.getMessage()));
                }
                write(options, clock, sections);
            }
        }
        System.out.println();
        System.out.print(Files.readString(options.report()));
        return sections.stream().noneMatch(Section::failed);
    }

    /** After every scenario, so that an interrupted run has told what it knew. */
    private static void write(Options options, Clock clock, List<Section> sections) throws IOException {
        StringBuilder text = new StringBuilder(header(options, LocalDate.now(clock)));
        sections.forEach(section -> text.append(section.markdown()));
        Files.writeString(options.report(), text);
    }

    private static String header(Options options, LocalDate today) {
        return String.format(
                Locale.ROOT,
                """
                # Flywheel's speed, measured on %s

                JDK %s (%s), %d cores, %s %s, product and floor with -Xmx%s each, %s, %d rounds, seed %d.
                Ratios of one run count; absolute figures are this machine's.

                """,
                today,
                Runtime.version(),
                System.getProperty("java.vm.vendor"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                options.heap(),
                options.mysql().isEmpty() ? "H2 " + Constants.VERSION : "a MySQL server",
                options.rounds(),
                options.seed());
    }

    /** The folder of this jar; of the module's build where it is not packaged. */
    private static Path ownFolder() {
        Path jar = Path.of(System.getProperty("java.class.path").split(System.getProperty("path.separator"), 2)[0]);
        Path folder = jar.toAbsolutePath().getParent();
        return folder == null ? Path.of("") : folder;
    }
}
