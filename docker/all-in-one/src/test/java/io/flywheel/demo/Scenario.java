package io.flywheel.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.Http;
import io.flywheel.Running;
import io.flywheel.api.Money;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small sample business that sends what happens to a running product as any service would, and then asks it. */
final class Scenario implements AutoCloseable {
    /** Long ago, so that no clock takes it for the future. */
    static final LocalDate TODAY = LocalDate.of(2025, 3, 1);

    private static final int BATCH = 500;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Running flywheel;

    Scenario(Path data) {
        this.flywheel = Running.on(data, "--flywheel.demo=none");
    }

    /** Publishes a model of the test's own: a question that the shipped ones do not ask. */
    void ask(String model, String yaml) {
        flywheel.http().put("/api/models/" + model, "application/yaml", yaml);
        activate(model);
    }

    void activate(String model) {
        flywheel.http().post("/api/models/" + model + "/activate", "application/json", "");
    }

    /** Waits until those recorded before have a stage under it, too. @return how many they were */
    int adopted(String model) {
        JsonNode done = await("everybody is under " + model)
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> flywheel.http().json("/api/models/" + model).get("adoption"),
                        now -> now.get("state").asString().equals("done"));
        flywheel.http().awaitCaughtUp();
        return done.get("adopted").asInt();
    }

    void live(Population population) {
        List<IncomingTouchpoint> history = population.historyUntil(TODAY);
        for (int from = 0; from < history.size(); from += BATCH) {
            List<Map<String, Object>> batch = history.subList(from, Math.min(from + BATCH, history.size())).stream()
                    .map(Scenario::event)
                    .toList();
            JsonNode answer = flywheel.http()
                    .post("/v1/batch", "application/json", JSON.writeValueAsString(Map.of("batch", batch)));
            assertThat(answer.path("quarantined").asInt(0)).as("%s", answer).isZero();
        }
        flywheel.http().awaitCaughtUp();
        assertThat(flywheel.count("TouchpointRecorded")).isEqualTo(history.size());
    }

    /** As an SDK writes it. */
    private static Map<String, Object> event(IncomingTouchpoint touchpoint) {
        Map<String, Object> event = new HashMap<>();
        event.put("type", touchpoint.kind().name().toLowerCase(Locale.ROOT));
        event.put("messageId", touchpoint.messageId());
        event.put("timestamp", touchpoint.occurredAt().toString());
        for (ExternalId id : touchpoint.ids()) {
            event.put(id.equals(ExternalId.user(id.value())) ? "userId" : "anonymousId", id.value());
        }
        event.put("context", Map.of("channel", Objects.requireNonNull(touchpoint.channel())));
        if (touchpoint.kind() == TouchpointKind.TRACK) {
            event.put("event", touchpoint.name());
        }
        Map<String, Object> properties = new HashMap<>();
        Money money = touchpoint.money();
        if (money != null) {
            properties.put("revenue", money.amount().toPlainString());
            properties.put("currency", money.currency());
        }
        properties.put("quantity", touchpoint.quantity());
        properties.put("score", touchpoint.score());
        properties.put("duration", touchpoint.seconds());
        properties.put("order_id", touchpoint.reference());
        properties.values().removeIf(Objects::isNull);
        event.put("properties", properties);
        return event;
    }

    Http http() {
        return flywheel.http();
    }

    /** The stages under a model when the story ends. */
    Stream<JsonNode> stages(String model) {
        return http().json("/api/stages?model=" + model + "&at=" + end())
                .get("stages")
                .valueStream();
    }

    /** How people moved until the story ended. */
    Stream<JsonNode> moves(String model) {
        return http().json("/api/stages/transitions?model=" + model + "&to=" + end())
                .get("transitions")
                .valueStream();
    }

    /** The stages out of which people came into this one. */
    Set<String> cameInto(String model, String stage) {
        return moves(model)
                .filter(move -> move.get("to").asString().equals(stage))
                .map(move -> move.path("from").asString("none"))
                .collect(Collectors.toSet());
    }

    static String end() {
        return TODAY + "T00:00:00Z";
    }

    @Override
    public void close() {
        flywheel.close();
    }
}
