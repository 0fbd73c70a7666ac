package io.flywheel.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the collector wrote while the product ran.
 *
 * @param mostAfter MB in use after the collection that left the most
 * @param pausedSeconds all pauses together
 */
record GcLog(double mostAfter, double pausedSeconds) {
    private static final Pattern PAUSE = Pattern.compile("Pause .* \\d+M->(\\d+)M\\(\\d+M\\) ([0-9.]+)ms");

    static GcLog read(Path log) throws IOException {
        return of(Files.readAllLines(log));
    }

    static GcLog of(List<String> lines) {
        double most = 0;
        double paused = 0;
        for (String line : lines) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.find()) {
                most = Math.max(most, Double.parseDouble(pause.group(1)));
                paused += Double.parseDouble(pause.group(2)) / 1000;
            }
        }
        return new GcLog(most, paused);
    }
}
