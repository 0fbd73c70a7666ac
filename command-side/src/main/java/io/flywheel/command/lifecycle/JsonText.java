package io.flywheel.command.lifecycle;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Small JSON objects as text. */
final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonText() {}

    static String object(String name, String value) {
        return MAPPER.writeValueAsString(Map.of(name, value));
    }
}
