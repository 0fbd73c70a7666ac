package io.flywheel.query.prediction;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Figures that others computed for a published shop history; without them a test says so and is skipped. */
final class KnownAnswers {
    private KnownAnswers() {}

    /** One line of a table, by the names in its first line. */
    record Line(Map<String, String> cells) {
        String text(String column) {
            return cells.get(column);
        }

        double number(String column) {
            return Double.parseDouble(text(column));
        }

        int whole(String column) {
            return Integer.parseInt(text(column));
        }
    }

    static List<Line> table(String name) {
        try {
            List<String> lines = Files.readAllLines(file(name));
            String[] header = lines.getFirst().split(",");
            return lines.stream().skip(1).map(line -> line(header, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String name) {
        return JsonMapper.shared().readTree(file(name).toFile());
    }

    private static Line line(String[] header, String line) {
        String[] cells = line.split(",");
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < header.length; i++) {
            named.put(header[i], cells[i]);
        }
        return new Line(named);
    }

    private static Path file(String name) {
        String folder = System.getProperty("flywheel.testdata");
        Path data = folder == null || folder.isBlank() ? Path.of("../../shared/data") : Path.of(folder);
        Path file = data.resolve("cdnow").resolve(name);
        assumeTrue(
                Files.exists(file),
                () -> "SKIPPED: " + file + " is not there; name its folder with -Dflywheel.testdata=<folder>");
        return file;
    }

    static double[] numbers(List<Line> lines, String column) {
        return lines.stream().mapToDouble(line -> line.number(column)).toArray();
    }

    static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }
}
