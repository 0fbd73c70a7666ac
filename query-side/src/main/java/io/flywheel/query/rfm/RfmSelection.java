package io.flywheel.query.rfm;

import io.flywheel.query.platform.Problems;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which of the scored people are asked for.
 *
 * @param segment an index into {@link Segments#NAMES}, -1 for all
 * @param r 0 for every score, like f and m
 */
record RfmSelection(int segment, int r, int f, int m) {
    static RfmSelection of(@Nullable String segment, @Nullable String r, @Nullable String f, @Nullable String m) {
        return new RfmSelection(segment(segment), score("r", r), score("f", f), score("m", m));
    }

    boolean includes(Scores scores, int buyer) {
        return (segment < 0 || scores.segment(buyer) == segment)
                && (r == 0 || scores.r()[buyer] == r)
                && (f == 0 || scores.f()[buyer] == f)
                && (m == 0 || scores.m()[buyer] == m);
    }

    private static int segment(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return -1;
        }
        return IntStream.range(0, Segments.NAMES.size())
                .filter(i -> Segments.NAMES.get(i).equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> Problems.bad(
                        "segment", "segment=" + name + " is not one of " + String.join(", ", Segments.NAMES) + "."));
    }

    private static int score(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return 0;
        }
        if (text.strip().matches("[1-5]")) {
            return Integer.parseInt(text.strip());
        }
        throw Problems.bad(name, name + "=" + text + " is no score from 1 to 5.");
    }
}
