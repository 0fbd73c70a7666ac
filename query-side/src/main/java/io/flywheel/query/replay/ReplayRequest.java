package io.flywheel.query.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flywheel.query.platform.Problems;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody wants to be rebuilt.
 *
 * @param switching {@code automatically}, as soon as it has caught up, or {@code by-hand}
 */
@Schema(example = "{\"projection\":\"stage\",\"switch\":\"automatically\"}")
record ReplayRequest(
        @Nullable String projection,
        @JsonProperty("switch") @Nullable String switching) {
    private static final String PROJECTION = "projection";
    private static final String SWITCH = "switch";
    private static final String BY_HAND = ReplayTable.switching(true);

    /** Reads a body by hand: what is misspelt must not be taken for what was left out. */
    static ReplayRequest read(@Nullable String body, JsonMapper json) {
        JsonNode tree;
        try {
            tree = json.readTree(body == null ? "" : body);
        } catch (JacksonException noJson) {
            throw Problems.bad("body", "The body is no JSON. Send {\"projection\":\"stage\"}.");
        }
        if (!tree.isObject()) {
            throw Problems.bad("body", "The body must be an object. Send {\"projection\":\"stage\"}.");
        }
        tree.propertyNames().stream()
                .filter(name -> !Set.of(PROJECTION, SWITCH).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Problems.bad(
                            name, "\"" + name + "\" means nothing here; there are \"projection\" and \"switch\".");
                });
        return new ReplayRequest(text(tree, PROJECTION), text(tree, SWITCH));
    }

    private static @Nullable String text(JsonNode tree, String name) {
        JsonNode value = tree.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw Problems.bad(name, "\"" + name + "\" must be a text.");
        }
        return value.asString();
    }

    boolean byHand() {
        if (switching != null && !List.of(BY_HAND, ReplayTable.switching(false)).contains(switching)) {
            throw Problems.bad(SWITCH, "\"switch\" is \"automatically\" (as soon as it has caught up) or \"by-hand\".");
        }
        return BY_HAND.equals(switching);
    }
}
