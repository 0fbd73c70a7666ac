package io.flywheel.command.ingestion;

import io.flywheel.api.privacy.PersonalJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How events are read: bounded in depth, numbers as exact decimals. */
final class EventJson {
    /** Nothing that services wrote is kept here for the next text: not even the names of members. */
    static final JsonMapper MAPPER = JsonMapper.builder(
                    bounded(PersonalJson.factory()).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // Events are read one by one out of the middle of a batch.
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.FAIL_ON_NAN_TO_BIG_DECIMAL_COERCION)
            .build();

    private static final JsonFactory BODIES = bounded(JsonFactory.builder()).build();

    private EventJson() {}

    /**
     * NaN is let through here, though it is no JSON: some senders write it, and it must set one event aside instead of
     * making a whole batch unreadable.
     */
    private static JsonFactoryBuilder bounded(JsonFactoryBuilder factory) {
        return factory.streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Limits.READABLE_NESTING)
                        .build())
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);
    }

    /** Reads one body, with locations in bytes: that needs a table of the members' names, which goes with the parser. */
    static JsonParser parser(byte[] body) {
        return BODIES.rebuild().build().createParser(ObjectReadContext.empty(), body);
    }

    /** A member that is there and not null. */
    static @Nullable JsonNode member(@Nullable JsonNode object, String name) {
        JsonNode found = object == null ? null : object.get(name);
        return found == null || found.isNull() ? null : found;
    }

    static @Nullable ObjectNode object(@Nullable JsonNode parent, String name) {
        return member(parent, name) instanceof ObjectNode object ? object : null;
    }

    /** Whether it has containers in containers beyond this depth. */
    static boolean isDeeperThan(int depth, JsonNode node) {
        if (!node.isContainer()) {
            return false;
        }
        if (depth == 0) {
            return true;
        }
        for (JsonNode child : node) {
            if (isDeeperThan(depth - 1, child)) {
                return true;
            }
        }
        return false;
    }

    /** A text or number as text; null where it is missing, blank, or something else. */
    static @Nullable String text(@Nullable JsonNode object, String name) {
        JsonNode found = member(object, name);
        if (found == null || !(found.isString() || found.isNumber())) {
            return null;
        }
        String text = found.asString();
        return text.isBlank() ? null : text;
    }
}
