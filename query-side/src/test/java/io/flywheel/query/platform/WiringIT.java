package io.flywheel.query.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.definition.ModelPublished;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.privacy.KeysForTests;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;

/** The query side as Spring wires it, alone in its process, over HTTP. */
class WiringIT {
    private static final TestLedger LEDGER = new TestLedger();
    private ServletWebServerApplicationContext running;

    @SpringBootApplication(scanBasePackages = "io.flywheel.query")
    static class QuerySide {
        @Bean
        DataSource dataSource() {
            return LEDGER.dataSource;
        }
    }

    @BeforeEach
    void start() {
        running = (ServletWebServerApplicationContext) new SpringApplicationBuilder(QuerySide.class)
                .properties(KeysForTests.options())
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.flyway.enabled=false",
                        "flywheel.secret=a secret of at least 16 bytes",
                        "axon.serializer.general=jackson3",
                        "axon.axonserver.enabled=false",
                        "axon.update-check.disabled=true")
                .run();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void what_is_recorded_reaches_every_read_model_and_projections_says_so() throws Exception {
        LEDGER.append("model:aarrr", new ModelPublished("aarrr", 1, "text", "hash", "test"));
        LEDGER.append(
                "ada-ada-ada-ada-ada-ad",
                new LifecycleOpened("shop", List.of()),
                new TouchpointRecorded(
                        new Touchpoint(
                                new TouchpointKey(1, 1),
                                "shop",
                                TouchpointKind.PAGE,
                                "Page Viewed",
                                "web",
                                Instant.parse("2026-01-01T00:00:00Z"),
                                null,
                                null,
                                null,
                                null,
                                null,
                                Map.of()),
                        null,
                        "digest",
                        List.of(),
                        null));
        await().untilAsserted(() -> assertThat(get("/api/projections").body())
                .contains("{\"name\":\"stage\",\"position\":3,\"lagEvents\":0,\"lagSeconds\":0.0,\"caughtUp\":true,"
                        + "\"generation\":1,\"error\":null}"));
        HttpResponse<String> answer = get("/api/stages?after=3");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("No stage model is active yet");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(get("/v3/api-docs").body()).contains("/api/stages/history");
        assertThat(get("/actuator/health").body()).contains("UP");
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + running.getWebServer().getPort() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
