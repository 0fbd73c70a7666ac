package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The way from a touchpoint that a service sends to the stage change that it is told, and what history and samples add. */
class StageChangesE2E {
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @TempDir
    Path data;

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/stages", this::hear);
        receiver.start();
    }

    @AfterEach
    void hang_up() {
        receiver.stop(0);
    }

    private void hear(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try {
            new Webhook(SECRET).verify(body, call.getRequestHeaders());
            told.add(new JsonMapper().readTree(body));
            call.sendResponseHeaders(200, -1);
        } catch (Exception forged) {
            call.sendResponseHeaders(401, -1);
        }
        call.close();
    }

    private Running start(String demo) {
        return Running.on(
                data,
                "--flywheel.demo=" + demo,
                "--flywheel.sources.local.write-key=local",
                "--flywheel.sources.local.stage-changes.url=http://127.0.0.1:"
                        + receiver.getAddress().getPort() + "/stages",
                "--flywheel.sources.local.stage-changes.secret=" + SECRET,
                "--flywheel.sources.local.stage-changes.models=aarrr");
    }

    private void untilTold(String type, String user) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told)
                        .anySatisfy(body -> assertThat(body.toString())
                                .contains("\"type\":\"" + type + "\"", "\"value\":\"" + user + "\"")));
    }

    @Test
    void a_service_is_told_what_its_own_touchpoint_has_made_of_somebody_and_nothing_of_history() {
        try (Running flywheel = start("none")) {
            Http http = flywheel.http();
            String csv = http.startImport(Map.of("name", "old.csv"), """
                    user_id,occurred_at,event
                    old,2020-02-01,Signed Up
                    """);
            assertThat(http.finished(csv).get("recorded").asInt()).isEqualTo(1);
            http.post("/v1/batch", "application/json", """
                    {"batch":[
                      {"type":"identify","messageId":"sc-1","userId":"ada","anonymousId":"device-7","timestamp":"%1$s"},
                      {"type":"track","messageId":"sc-2","userId":"ada","event":"Signed Up","timestamp":"%2$s"}]}""".formatted(
                            Instant.now().minusSeconds(20), Instant.now().minusSeconds(10)));
            await().atMost(Duration.ofSeconds(30)).until(() -> told.size() == 2);
            assertThat(told).noneMatch(body -> body.toString().contains("\"old\""));
            JsonNode entered = told.stream()
                    .map(body -> body.get("data"))
                    .filter(it -> it.get("to").asString().equals("activation"))
                    .findFirst()
                    .orElseThrow();
            assertThat(entered.toString())
                    .contains(
                            "{\"kind\":\"userId\",\"value\":\"ada\"}",
                            "{\"kind\":\"anonymousId\",\"value\":\"device-7\"}",
                            "\"messageId\":\"sc-2\"");
            http.post("/api/touchpoints/void", "application/json", """
                    {"source":"local","messageId":"sc-2","reason":"a trial"}""");
            untilTold("stage.withdrawn", "ada");
        }
        try (Running again = start("none")) {
            again.http()
                    .post(
                            "/v1/track",
                            "application/json",
                            "{\"messageId\":\"sc-3\",\"userId\":\"bob\",\"event\":\"Signed Up\"}");
            untilTold("stage.entered", "bob");
            assertThat(told).hasSize(4);
        }
    }
}
