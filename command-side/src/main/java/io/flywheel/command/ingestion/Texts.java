package io.flywheel.command.ingestion;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What may stand in an id or a name, and how other text is made safe to store. */
final class Texts {
    private Texts() {}

    /** A text or number of the event that names something: clean, not too long; null where it is missing or blank. */
    static @Nullable String name(@Nullable JsonNode object, String member, int limit) throws Unfit {
        JsonNode found = EventJson.member(object, member);
        if (found == null) {
            return null;
        }
        if (!found.isString() && !found.isNumber()) {
            throw new Unfit("bad-text", "\"" + member + "\" must be a text.");
        }
        String text = found.asString();
        if (text.isBlank()) {
            return null;
        }
        if (text.length() > limit) {
            throw new Unfit(
                    "too-long", "\"" + member + "\" may have " + limit + " characters; it has " + text.length() + ".");
        }
        if (!isClean(text)) {
            throw new Unfit("bad-text", "\"" + member + "\" has control characters or broken Unicode in it.");
        }
        return text;
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\uFFFD' || isLoneSurrogate(text, i)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
            }
        }
        return true;
    }

    /** The same text with every half of a surrogate pair replaced: UTF-8 cannot hold one. */
    static String wellFormed(String text) {
        StringBuilder fixed = null;
        for (int i = 0; i < text.length(); i++) {
            if (isLoneSurrogate(text, i)) {
                fixed = fixed == null ? new StringBuilder(text) : fixed;
                fixed.setCharAt(i, '\uFFFD');
            } else if (Character.isHighSurrogate(text.charAt(i))) {
                i++;
            }
        }
        return fixed == null ? text : fixed.toString();
    }

    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        // A low half is only reached here when no high half came before it.
        return Character.isLowSurrogate(c);
    }

    static String shorten(String text, int limit) {
        return text.length() <= limit ? text : wellFormed(text.substring(0, limit - 1)) + "…";
    }
}
