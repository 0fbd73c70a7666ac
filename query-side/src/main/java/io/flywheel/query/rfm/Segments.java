package io.flywheel.query.rfm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * The name of each of the 125 cells of scores: the eleven segments that Squeezely (now Spotler) publishes for its RFM
 * app. Every cell has exactly one.
 */
final class Segments {
    /** From the best customers to those who are gone. */
    static final List<String> NAMES = List.of(
            "Champions",
            "Loyal",
            "Potential Loyalist",
            "New Customers",
            "Promising",
            "Need Attention",
            "About To Sleep",
            "At Risk",
            "Cannot Lose Them",
            "Hibernating",
            "Lost");

    private static final byte[] GRID = read();

    private Segments() {}

    /** @return an index into {@link #NAMES} */
    static byte of(int r, int f, int m) {
        return GRID[cell(r, f, m)];
    }

    static int cell(int r, int f, int m) {
        return (r - 1) * 25 + (f - 1) * 5 + m - 1;
    }

    private static byte[] read() {
        byte[] grid = new byte[125];
        Arrays.fill(grid, (byte) -1);
        List<String> rows = lines();
        for (String line : rows.subList(1, rows.size())) {
            String[] cells = line.split(",", -1);
            for (int m = 1; m <= 5; m++) {
                int cell = cell(Integer.parseInt(cells[0]), Integer.parseInt(cells[1]), m);
                grid[cell] = (byte) NAMES.indexOf(cells[m + 1]);
            }
        }
        LinkedHashSet<Byte> used = new LinkedHashSet<>();
        for (byte segment : grid) {
            used.add(segment);
        }
        if (used.contains((byte) -1) || used.size() != NAMES.size()) {
            throw new IllegalStateException("segments.csv does not name the segment of every cell");
        }
        return grid;
    }

    private static List<String> lines() {
        try (InputStream file = Objects.requireNonNull(Segments.class.getResourceAsStream("/rfm/segments.csv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return new ArrayList<>(
                    reader.lines().filter(line -> !line.startsWith("#")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
