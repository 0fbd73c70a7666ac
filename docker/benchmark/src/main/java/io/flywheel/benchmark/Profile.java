package io.flywheel.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Where the product's time went, from the flight recorder's samples of running threads. */
final class Profile {
    private static final int TOP = 25;

    private final Map<String, Integer> methods = new HashMap<>();
    private final Map<String, Integer> layers = new HashMap<>();
    private final Map<String, Integer> layersAnywhere = new HashMap<>();
    private final Map<String, Integer> packages = new HashMap<>();
    private final List<Double> load = new ArrayList<>();
    private int samples;
    private Duration collecting = Duration.ZERO;
    private Duration compiling = Duration.ZERO;

    private Profile() {}

    static Profile read(Path recording, Instant from, Instant until) throws IOException {
        Profile profile = new Profile();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (!event.getEndTime().isBefore(from) && !event.getStartTime().isAfter(until)) {
                    profile.add(event);
                }
            }
        }
        return profile;
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> {
                RecordedStackTrace stack = event.getStackTrace();
                if (stack != null && !stack.getFrames().isEmpty()) {
                    add(stack.getFrames());
                }
            }
            case "jdk.GarbageCollection" -> collecting = collecting.plus(event.getDuration("sumOfPauses"));
            case "jdk.Compilation" -> compiling = compiling.plus(event.getDuration());
            case "jdk.CPULoad" -> load.add((double) event.getFloat("jvmUser") + event.getFloat("jvmSystem"));
            default -> {
                // the recording holds much more than is asked of it here
            }
        }
    }

    private void add(List<RecordedFrame> frames) {
        samples++;
        RecordedFrame top = frames.get(0);
        methods.merge(type(top) + "." + top.getMethod().getName(), 1, Integer::sum);
        Set<String> seen = new HashSet<>();
        String innermost = null;
        String ours = null;
        for (RecordedFrame frame : frames) {
            String layer = Layers.of(type(frame));
            if (layer != null) {
                seen.add(layer);
                innermost = innermost == null ? layer : innermost;
            }
            if (ours == null && type(frame).startsWith("io.flywheel.")) {
                ours = type(frame).substring(0, type(frame).lastIndexOf('.'));
            }
        }
        layers.merge(innermost == null ? Layers.OTHER : innermost, 1, Integer::sum);
        seen.forEach(layer -> layersAnywhere.merge(layer, 1, Integer::sum));
        packages.merge(ours == null ? "(none of ours on the stack)" : ours, 1, Integer::sum);
    }

    /** @param what the samples are of */
    String markdown(String what) {
        StringBuilder text = new StringBuilder("### Where the time goes: " + what + "\n\n");
        double processors =
                load.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        text.append(String.format(
                Locale.ROOT,
                "%,d samples of running Java threads. Beside them: %.2f s of collection pauses, %.1f s of compiler threads;"
                        + " the process had %.0f %% of the machine's processor time on average.\n",
                samples,
                collecting.toMillis() / 1000.0,
                compiling.toMillis() / 1000.0,
                processors * 100));
        text.append("\n| layer | nearest to the work | anywhere on the stack |\n|---|---:|---:|\n");
        sorted(layers)
                .forEach(layer -> text.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s |\n",
                        layer.getKey(),
                        share(layer.getValue()),
                        share(layersAnywhere.getOrDefault(layer.getKey(), 0)))));
        text.append("\n| nearest package of ours | share |\n|---|---:|\n");
        rows(text, packages, TOP);
        text.append("\n| method | share |\n|---|---:|\n");
        rows(text, methods, TOP);
        return text.toString();
    }

    private void rows(StringBuilder text, Map<String, Integer> counts, int most) {
        sorted(counts).stream()
                .limit(most)
                .forEach(row -> text.append("| ")
                        .append(row.getKey())
                        .append(" | ")
                        .append(share(row.getValue()))
                        .append(" |\n"));
    }

    private static List<Map.Entry<String, Integer>> sorted(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    private String share(int count) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * count / Math.max(1, samples));
    }

    private static String type(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }
}
