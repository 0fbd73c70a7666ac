package io.flywheel.api.model;

import static io.flywheel.api.touchpoint.Touchpoints.at;

import io.flywheel.api.touchpoint.TouchpointNames;
import io.flywheel.api.touchpoint.Touchpoints;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One person's life and the path that a model has to make of it, read from {@code stories/<model>.txt}: a title, then a
 * line for each touchpoint, behind a {@code >} the stage that it leads to and the rule. A line without a touchpoint says
 * what happened then all the same: by silence, or at one of those of a repetition ({@code x14 every 33 days}).
 */
record Story(String title, Touchpoints life, List<String> path, Instant asOf) {
    private static final Pattern LINE = Pattern.compile("(\\S+)(?:  ([^>]*))?(?:> (.*))?");
    private static final Pattern TOUCHPOINT =
            Pattern.compile("([\\w ]+?)(?: x(\\d+)(?: every (\\d+) days)?)?(?:, (\\w+)(?: (\\d+))?)?");

    static List<Story> of(String model) {
        return Arrays.stream(text(model).split("\n\n")).map(Story::read).toList();
    }

    /** What happened, in the words of the stories. */
    static String told(Transition transition) {
        return "%s %s (%s)".formatted(transition.occurredAt(), transition.to(), transition.rule());
    }

    private static Story read(String text) {
        List<String> lines = text.lines().toList();
        Touchpoints life = Touchpoints.of("ada");
        List<String> path = new ArrayList<>();
        Instant last = Instant.EPOCH;
        for (String line : lines.subList(1, lines.size())) {
            Matcher parts = matched(LINE, line);
            Instant when = at(parts.group(1));
            String touchpoint = Objects.requireNonNullElse(parts.group(2), "").strip();
            last = touchpoint.isEmpty() ? when : happens(life, touchpoint, when);
            if (parts.group(3) != null) {
                path.add(when + " " + parts.group(3).strip());
            }
        }
        // The moment after: a touchpoint at an instant counts from then on.
        return new Story(lines.getFirst(), life, path, last.plusSeconds(1));
    }

    /** @return when it happened for the last time */
    private static Instant happens(Touchpoints life, String what, Instant first) {
        Matcher parts = matched(TOUCHPOINT, what);
        int times = number(parts.group(2), 1);
        Duration apart = Duration.ofDays(number(parts.group(3), 0));
        Instant when = first;
        for (int i = 0; i < times; i++) {
            when = first.plus(apart.multipliedBy(i));
            if (parts.group(1).equals(TouchpointNames.PAGE_VIEWED)) {
                life.viewedPageOn(when.toString());
            } else {
                life.did(parts.group(1), when);
            }
            describe(life, parts.group(4), parts.group(5));
        }
        return when;
    }

    private static void describe(Touchpoints life, String detail, String value) {
        switch (detail) {
            case null -> {}
            case "score" -> life.scoring(value);
            case "seconds" -> life.lasting(value);
            default -> life.with(detail, true);
        }
    }

    private static int number(String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("this line of a story is not understood: " + text);
        }
        return matcher;
    }

    private static String text(String model) {
        try (InputStream in = Story.class.getResourceAsStream("/stories/" + model + ".txt")) {
            return new String(
                            Objects.requireNonNull(in, () -> "no stories are told of " + model)
                                    .readAllBytes(),
                            StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
