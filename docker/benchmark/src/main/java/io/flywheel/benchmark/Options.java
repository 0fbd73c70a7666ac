package io.flywheel.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to measure, and how much of it; the defaults are what the published figures are measured with.
 *
 * @param warmUp touchpoints of other people sent before the clock starts, 0 to measure a cold process
 * @param rows of the file scenario
 * @param buyers of the rfm scenario, with three purchases each on average
 * @param events of the rebuild scenario
 * @param mysql the server for the stores of all scenarios; empty for the embedded store
 * @param heap of the product and of the floor, as {@code -Xmx} takes it
 */
record Options(
        List<String> scenarios,
        int rounds,
        long seed,
        int touchpoints,
        int people,
        int warmUp,
        int batch,
        int senders,
        int rows,
        int buyers,
        int events,
        String mysql,
        String heap,
        String fileHeap,
        boolean profile,
        Path product,
        Path report) {

    static final List<String> ALL =
            List.of("import", "returning", "rebuild", "late", "long", "file", "rfm", "single", "person", "churn");

    static final String USAGE = """
            usage: [import] [returning] [rebuild] [late] [long] [file] [rfm] [single] [person] [churn]   what to measure, default all of them
              --rounds=5 --seed=1 --heap=4g --file-heap=512m --profile
              --touchpoints=200000 --people=20000 --warm-up=300000 --batch=500 --senders=4 --rows=2000000 --buyers=1000000
              --events=1000000 --mysql=<jdbc:mysql://127.0.0.1:3306/?user=...>   a server on which schemas may be made
              --product=<flywheel.jar> --report=<file.md>""";

    /**
     * @param target the folder that this program's jar lies in
     * @throws IllegalArgumentException with the usage
     */
    static Options parse(List<String> arguments, Path target) {
        List<String> scenarios = new ArrayList<>();
        Map<String, String> given = new LinkedHashMap<>();
        for (String argument : arguments) {
            if (argument.startsWith("--")) {
                String[] parts = argument.substring(2).split("=", 2);
                given.put(parts[0], parts.length == 2 ? parts[1] : "true");
            } else if (ALL.contains(argument)) {
                scenarios.add(argument);
            } else {
                throw new IllegalArgumentException("There is no scenario \"" + argument + "\".\n" + USAGE);
            }
        }
        Path product = target.resolve("../../all-in-one/target/flywheel.jar").normalize();
        Options options = new Options(
                scenarios.isEmpty() ? ALL : List.copyOf(scenarios),
                number(given, "rounds", 5),
                number(given, "seed", 1),
                number(given, "touchpoints", 200_000),
                number(given, "people", 20_000),
                number(given, "warm-up", 300_000),
                number(given, "batch", 500),
                number(given, "senders", 4),
                number(given, "rows", 2_000_000),
                number(given, "buyers", 1_000_000),
                number(given, "events", 1_000_000),
                mysql(given),
                text(given, "heap", "4g"),
                text(given, "file-heap", "512m"),
                Boolean.parseBoolean(text(given, "profile", "false")),
                Path.of(text(given, "product", product.toString())),
                Path.of(text(given, "report", target.resolve("benchmark.md").toString())));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no option --" + String.join(", --", given.keySet()) + ".\n" + USAGE);
        }
        return options;
    }

    private static String mysql(Map<String, String> given) {
        String url = text(given, "mysql", "");
        if (url.isEmpty() || url.matches("jdbc:mysql://[^/]+/(\\?.*)?")) {
            return url;
        }
        throw new IllegalArgumentException("--mysql takes a URL without a schema, not \"" + url + "\".\n" + USAGE);
    }

    private static String text(Map<String, String> given, String name, String otherwise) {
        String value = given.remove(name);
        return value == null ? otherwise : value;
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        String value = text(given, name, String.valueOf(otherwise));
        try {
            int number = Integer.parseInt(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, like a negative one
        }
        throw new IllegalArgumentException("--" + name + " takes a whole number, not \"" + value + "\".\n" + USAGE);
    }
}
