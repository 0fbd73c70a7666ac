package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.command.ingestion.Http.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Imports behind a real web server, with a recorder that only remembers. */
@SpringBootTest(
        classes = IngestionApp.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "flywheel.data=target/test-data/imports",
            "flywheel.sources.shop.write-key=shop-key",
            "flywheel.sources.shop.facts[0]=plan",
            "flywheel.ingestion.import-batch=100",
        })
abstract class ImportsOverHttp {
    static final Path SPOOL = Path.of("target/test-data/imports/imports");

    @LocalServerPort
    int port;

    @Autowired
    RememberingRecorder recorder;

    @Autowired
    RememberingVoider voider;

    @Autowired
    ImportRunner runner;

    @Autowired
    Imports imports;

    @Autowired
    JdbcTemplate jdbc;

    Http http;

    @BeforeEach
    void start() {
        http = new Http(port);
        recorder.forget();
        jdbc.update("DELETE FROM quarantined_event");
        jdbc.update("DELETE FROM bulk_import");
    }

    static String rows(int count) {
        StringBuilder csv = new StringBuilder("user_id,occurred_at,event\n");
        for (int i = 1; i <= count; i++) {
            csv.append("u-").append(i % 7).append(",2026-03-01,Visited\n");
        }
        return csv.toString();
    }

    String send(String query, String csv, String... headers) {
        Answer answer = http.post("/api/imports" + query, csv, headers);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        String id = answer.json().get("id").asString();
        assertThat(answer.header("Location")).isEqualTo("/api/imports/" + id);
        return id;
    }

    JsonNode end(String id) {
        await().dontCatchUncaughtExceptions()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> !http.get("/api/imports/" + id)
                        .json()
                        .get("state")
                        .asString()
                        .equals("running"));
        return http.get("/api/imports/" + id).json();
    }

    static void counts(JsonNode progress, int read, int recorded, int duplicate, int quarantined) {
        assertThat(progress.get("state").asString()).isEqualTo("done");
        assertThat(progress.get("read").intValue()).isEqualTo(read);
        assertThat(progress.get("recorded").intValue()).isEqualTo(recorded);
        assertThat(progress.get("duplicate").intValue()).isEqualTo(duplicate);
        assertThat(progress.get("quarantined").intValue()).isEqualTo(quarantined);
        assertThat(progress.get("secondsLeft").intValue()).isZero();
    }

    JsonNode listed() {
        return http.get("/api/imports").json().get("items");
    }

    static long spooled() {
        try (Stream<Path> files = Files.list(SPOOL)) {
            return files.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
