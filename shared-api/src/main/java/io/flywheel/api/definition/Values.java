package io.flywheel.api.definition;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;

/** Reads the kinds of values that every definition has; reports what is wrong and goes on with something harmless. */
public final class Values {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private Values() {}

    /** From the least to the most, both of them allowed. */
    public record Bounds(Duration least, Duration most, String inWords) {
        boolean allow(Duration duration) {
            return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0 && duration.getNano() % 1_000 == 0;
        }
    }

    /** A name that must be there. */
    public static @Nullable String name(Section section, String key) {
        String name = section.text(key);
        if (name != null && !NAME.matcher(name).matches()) {
            section.problem(
                    key,
                    "'" + name + "' is no name: it must start with a lower-case letter and go on with lower-case "
                            + "letters, digits and hyphens, 64 at most");
        }
        return name;
    }

    /** By language. */
    public static Map<String, String> titles(Section section, String what) {
        Map<String, String> titles = new LinkedHashMap<>();
        if (!section.has("titles")) {
            section.problem("titles", what + " has no 'titles', such as {en: ..., zh: ...}");
            return titles;
        }
        if (section.at("titles") instanceof MappingNode mapping
                && mapping.getValue().isEmpty()) {
            section.problem("titles", "the titles of " + what + " name no language, such as {en: ..., zh: ...}");
        }
        Section byLanguage = section.section("titles", "the titles of " + what, Set.of());
        for (String language : byLanguage.values().keySet()) {
            String title = byLanguage.text(language);
            if (title != null) {
                titles.put(language, title);
            }
        }
        return titles;
    }

    /** UTC where none is given. */
    public static ZoneId zone(Section section) {
        String zone = section.has("zone") ? section.text("zone") : null;
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            section.problem("zone", "'" + zone + "' is no time zone, such as Asia/Shanghai");
            return ZoneOffset.UTC;
        }
    }

    /** A duration that must be there. */
    public static Duration duration(Section section, String key, Bounds bounds) {
        String text = section.text(key);
        if (text == null) {
            return bounds.least();
        }
        try {
            Duration duration = Duration.parse(text);
            if (!bounds.allow(duration)) {
                section.problem(key, "the " + key + " must be " + bounds.inWords() + ", in full microseconds");
            }
            return duration;
        } catch (DateTimeException e) {
            section.problem(key, "'" + text + "' is no duration, such as P60D (60 days) or PT36H (36 hours)");
            return bounds.least();
        }
    }

    /** A duration that may be left out. */
    public static Duration duration(Section section, String key, Bounds bounds, Duration otherwise) {
        return section.has(key) ? duration(section, key, bounds) : otherwise;
    }
}
