package io.flywheel.command.ingestion;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the name of the sending library tells: whose clock it was, and where the person was. */
final class Libraries {
    private static final String[] WEB = {"analytics.js", "analytics-next", "javascript", "browser", "-js"};
    private static final String[] APP = {"ios", "android", "swift", "kotlin", "react-native", "flutter"};

    private Libraries() {}

    /** A browser or a phone: its clock is the person's and may be wrong. */
    static boolean isClient(JsonNode event) {
        String name = name(event);
        return isWeb(name) || isApp(name);
    }

    /** {@code web} or {@code app}, if that can be told. */
    static @Nullable String channel(JsonNode event) {
        String name = name(event);
        if (isWeb(name)) {
            return "web";
        }
        return isApp(name) ? "app" : null;
    }

    private static boolean isWeb(String name) {
        return name.equals("web") || containsAny(name, WEB);
    }

    private static boolean isApp(String name) {
        return containsAny(name, APP);
    }

    private static String name(JsonNode event) {
        String name = EventJson.text(EventJson.object(EventJson.object(event, "context"), "library"), "name");
        return name == null ? "" : name.toLowerCase(Locale.ROOT);
    }

    private static boolean containsAny(String name, String[] parts) {
        for (String part : parts) {
            if (name.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
