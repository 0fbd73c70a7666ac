package io.flywheel.hostile;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Valid requests of every call that the product describes of itself, so that a call added later is tried too. */
final class Calls {
    /** Where the description has no example: something that fits, by the name of the parameter. */
    private static final Map<String, List<String>> FITTING = Map.ofEntries(
            Map.entry("after", List.of("0", "position:1")),
            Map.entry("knownAt", List.of("position:5", "2026-03-01T00:00:00Z")),
            Map.entry("from", List.of("2026-01-01", "2026-01-01T00:00:00Z")),
            Map.entry("to", List.of("2026-06-01", "2026-06-01T00:00:00Z")),
            Map.entry("at", List.of("2026-06-01T00:00:00Z")),
            Map.entry("userId", List.of("ada", "bob", "anonymousId:a-1", "nobody")),
            Map.entry("limit", List.of("1", "10", "100")),
            Map.entry("interval", List.of("day", "week", "month")),
            Map.entry("model", List.of("aarrr", "five-stage")),
            Map.entry("channel", List.of("web", "store")),
            Map.entry("currency", List.of("EUR", "CNY")),
            Map.entry("source", List.of("local")),
            Map.entry("reason", List.of("bad-time", "no-person")),
            Map.entry("state", List.of("open", "all")),
            Map.entry("version", List.of("1", "2")),
            Map.entry("until", List.of("2026-04-01")),
            Map.entry("r", List.of("5")));

    private static final Map<String, String> MEMBERS =
            Map.of("source", "local", "messageId", "example-1", "reason", "a trial");

    private static final String MODEL = """
            model: tried
            version: 2
            """;

    private final JsonNode description;
    private final List<Call> calls = new ArrayList<>();

    record Call(String method, String path, JsonNode operation) {}

    Calls(JsonNode description) {
        this.description = description;
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> calls.add(new Call(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
    }

    List<Call> all() {
        return calls;
    }

    Wire any(Random random) {
        // Half of them send something: that is where most can go wrong.
        Call call = calls.get(random.nextInt(calls.size()));
        if (random.nextBoolean()) {
            List<Call> sending =
                    calls.stream().filter(each -> each.path.startsWith("/v1/")).toList();
            call = sending.get(random.nextInt(sending.size()));
        }
        return valid(call, random);
    }

    Wire valid(Call call, Random random) {
        String path = call.path;
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : call.operation.path("parameters")) {
            String name = parameter.get("name").asString();
            String value = URLEncoder.encode(value(parameter, random), StandardCharsets.UTF_8);
            if (parameter.get("in").asString().equals("path")) {
                path = path.replace("{" + name + "}", value);
            } else if (parameter.get("in").asString().equals("query") && random.nextInt(3) > 0) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(value);
            }
        }
        JsonNode content = call.operation.path("requestBody").path("content");
        if (content.isEmpty()) {
            return Wire.of(call.method, path + query, "", new byte[0]);
        }
        String type = content.propertyNames().iterator().next();
        return Wire.of(
                call.method, path + query, type, body(content.get(type), call).getBytes(StandardCharsets.UTF_8));
    }

    private static String value(JsonNode parameter, Random random) {
        JsonNode example = parameter.get("example");
        List<String> fitting = FITTING.get(parameter.get("name").asString());
        if (example != null && (fitting == null || random.nextBoolean())) {
            return example.asString();
        }
        if (fitting != null) {
            return fitting.get(random.nextInt(fitting.size()));
        }
        return parameter.path("schema").path("default").asString("1");
    }

    private String body(JsonNode media, Call call) {
        JsonNode example = media.get("example");
        if (example != null) {
            return example.isString() ? example.asString() : example.toString();
        }
        if (call.path.startsWith("/api/models")) {
            return MODEL;
        }
        String schema = media.path("schema").path("$ref").asString("");
        JsonNode properties = description
                .path("components")
                .path("schemas")
                .path(schema.substring(schema.lastIndexOf('/') + 1))
                .path("properties");
        List<String> members = new ArrayList<>();
        properties.properties().forEach(member -> {
            String otherwise = member.getValue().path("example").asString("1");
            members.add("\"" + member.getKey() + "\":\"" + MEMBERS.getOrDefault(member.getKey(), otherwise) + "\"");
        });
        return "{" + String.join(",", members) + "}";
    }
}
