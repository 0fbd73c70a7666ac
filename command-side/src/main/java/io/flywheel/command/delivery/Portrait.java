package io.flywheel.command.delivery;

import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Of what many touchpoints say about where somebody can be reached, the newest of each. */
final class Portrait {
    private static final int LONGEST = 254;
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\\\p{Cntrl}]+@[^\\s@<>,;:\"()\\[\\]\\\\\\p{Cntrl}]+");

    private @Nullable Told<String> email;
    private @Nullable Told<Locale> locale;
    private @Nullable Told<ZoneId> zone;

    private record Told<T>(T value, Instant at) {}

    /** @param rest what was sent beside the facts */
    void see(Touchpoint facts, JsonNode rest) {
        boolean identify = facts.kind() == TouchpointKind.IDENTIFY;
        JsonNode traits = identify ? rest.path("traits") : rest.path("context").path("traits");
        JsonNode context = rest.path("context");
        email = newer(email, read(traits.path("email"), Portrait::address), facts.occurredAt());
        // What was done to her is told by somebody else's machine, which is elsewhere.
        if (identify || facts.isActivity()) {
            Locale told = read(traits.path("locale"), Portrait::locale);
            told = told == null ? read(traits.path("language"), Portrait::locale) : told;
            told = told == null ? read(context.path("locale"), Portrait::locale) : told;
            locale = newer(locale, told, facts.occurredAt());
            zone = newer(zone, zoneIn(rest), facts.occurredAt());
        }
    }

    void add(Portrait other) {
        email = newer(email, other.email);
        locale = newer(locale, other.locale);
        zone = newer(zone, other.zone);
    }

    boolean isWhole() {
        return email != null && locale != null && zone != null;
    }

    Contact contact() {
        return new Contact(value(email), value(locale), value(zone));
    }

    /** None if it tells none, or one that is not known here. */
    static @Nullable ZoneId zoneIn(JsonNode rest) {
        return read(rest.path("context").path("timezone"), Portrait::zone);
    }

    private static <T> @Nullable T value(@Nullable Told<T> told) {
        return told == null ? null : told.value();
    }

    private static <T> @Nullable Told<T> newer(@Nullable Told<T> known, @Nullable T value, Instant at) {
        return newer(known, value == null ? null : new Told<>(value, at));
    }

    private static <T> @Nullable Told<T> newer(@Nullable Told<T> one, @Nullable Told<T> other) {
        return one == null || (other != null && other.at().isAfter(one.at())) ? other : one;
    }

    private static <T> @Nullable T read(JsonNode node, Function<String, @Nullable T> reading) {
        return node.isString() && node.asString().length() <= LONGEST
                ? reading.apply(node.asString().strip())
                : null;
    }

    private static @Nullable String address(String text) {
        return ADDRESS.matcher(text).matches() ? text : null;
    }

    private static @Nullable Locale locale(String text) {
        try {
            Locale locale =
                    new Locale.Builder().setLanguageTag(text.replace('_', '-')).build();
            return locale.getLanguage().isEmpty() ? null : locale;
        } catch (IllformedLocaleException unknown) {
            return null;
        }
    }

    private static @Nullable ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            return null;
        }
    }
}
