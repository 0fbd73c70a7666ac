package io.flywheel.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes one place of a JSON text into something that its reader may not expect, or that is no JSON at all. */
final class JsonMutations {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HERE = "~the place to change~";

    private JsonMutations() {}

    /** @return the text as it was if it is no JSON object or array */
    static String mutate(String text, Random random) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException alreadyBroken) {
            return text;
        }
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        if (containers.isEmpty()) {
            return text;
        }
        JsonNode container = containers.get(random.nextInt(containers.size()));
        if (container instanceof ObjectNode object) {
            inObject(object, random);
        } else {
            inArray((ArrayNode) container, random);
        }
        return JSON.writeValueAsString(root).replace("\"" + HERE + "\"", fragment(random));
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static void inObject(ObjectNode object, Random random) {
        List<String> names = new ArrayList<>(object.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(8)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(Nasty.TEXTS.get(random.nextInt(Nasty.TEXTS.size())), object.remove(name));
            case 2 -> object.put(name, Nasty.TIMES.get(random.nextInt(Nasty.TIMES.size())));
            case 3 -> object.put("timestamp", Nasty.TIMES.get(random.nextInt(Nasty.TIMES.size())));
            case 4 -> object.put(name, Nasty.TEXTS.get(random.nextInt(Nasty.TEXTS.size())));
            case 5 -> object.set(names.get(random.nextInt(names.size())), object.get(name));
            default -> object.put(name, HERE);
        }
    }

    private static void inArray(ArrayNode array, Random random) {
        int index = random.nextInt(array.size());
        switch (random.nextInt(4)) {
            case 0 -> array.remove(index);
            case 1 -> {
                JsonNode one = array.get(index);
                int times = random.nextInt(10) == 0 ? 3_000 : 1 + random.nextInt(20);
                for (int i = 0; i < times; i++) {
                    array.add(one);
                }
            }
            default -> array.set(index, HERE);
        }
    }

    private static String fragment(Random random) {
        return random.nextInt(8) == 0
                ? "\"" + "x".repeat(1 << random.nextInt(18)) + "\""
                : Nasty.JSON.get(random.nextInt(Nasty.JSON.size()));
    }
}
