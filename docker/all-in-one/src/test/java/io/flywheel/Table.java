package io.flywheel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file of comma-separated values without quotes. */
final class Table {
    private Table() {}

    static List<Map<String, String>> read(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Map<String, String>> parse(List<String> lines) {
        String[] names = lines.getFirst().split(",", -1);
        return lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> row(names, line))
                .toList();
    }

    private static Map<String, String> row(String[] names, String line) {
        String[] cells = line.split(",", -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            row.put(names[i], cells[i]);
        }
        return row;
    }
}
