package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.privacy.KeyName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Whoever gets hold of the data folder without the keys learns nothing personal; whoever asks the product still does. */
@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class NothingPlainE2E {
    /** Part of everything that is personal here. */
    private static final String CANARY = "Kanarienvogel";

    /** Part of what is a fact, so that the search itself is shown to find things. */
    private static final String FACT = "Brieftaube";

    private static final String BATCH = """
            {"sentAt":"2026-03-01T00:00:00Z","context":{"ip":"ip-Kanarienvogel","library":{"name":"Kanarienvogel.js"}},
             "batch":[
              {"type":"identify","messageId":"Kanarienvogel-1","userId":"user-Kanarienvogel",
               "anonymousId":"cookie-Kanarienvogel","traits":{"name":"Kanarienvogel","email":"x@Kanarienvogel.example"}},
              {"type":"track","messageId":"Kanarienvogel-2","userId":"user-Kanarienvogel","event":"Brieftaube Sent",
               "properties":{"note":"for Kanarienvogel","nested":{"list":["Kanarienvogel"]}}},
              {"type":"track","messageId":"Kanarienvogel-3","anonymousId":"cookie-Kanarienvogel","event":"Page Viewed",
               "context":{"page":{"url":"https://shop.example/?me=Kanarienvogel"}}},
              {"type":"track","messageId":"Kanarienvogel-4","userId":"unfit-Kanarienvogel","properties":{"a":"Kanarienvogel"}},
              {"type":"track","messageId":"Kanarienvogel-5","userId":{"Kanarienvogel":1},"event":"x"},
              {"type":"track","messageId":"Kanarienvogel-2","userId":"user-Kanarienvogel","event":"Kanarienvogel"}
            ]}""";

    @TempDir
    Path data;

    @Test
    void no_file_shows_anything_personal_and_the_answers_do(CapturedOutput output) {
        try (Running flywheel = Running.on(data, "--flywheel.demo=none")) {
            Http http = flywheel.http();
            JsonNode receipt = http.post("/v1/batch", "application/json", BATCH);
            assertThat(receipt.get("recorded").asInt()).isEqualTo(3);
            assertThat(receipt.get("quarantined").asInt()).isEqualTo(3);
            imports(http);
            http.awaitCaughtUp();
            answers(http);
            assertThat(filesWith(CANARY)).as("while it runs").isEmpty();
        }
        assertThat(filesWith(CANARY)).isEmpty();
        assertThat(filesWith(FACT)).as("the search finds what is not sealed").contains("flywheel.mv.db");
        assertThat(output.getAll()).doesNotContain(CANARY);
        try (Running again = Running.on(data, "--flywheel.demo=none")) {
            answers(again.http());
        }
    }

    private static void imports(Http http) {
        String csv = http.startImport(Map.of("name", "Kanarienvogel.csv"), """
                user_id,occurred_at,event,note
                row-Kanarienvogel,2026-02-01,Brieftaube Sent,to Kanarienvogel
                late-Kanarienvogel,Kanarienvogel,Brieftaube Sent,
                """);
        assertThat(http.finished(csv).get("recorded").asInt()).isEqualTo(1);
        JsonNode lines = http.post(
                "/api/imports?name=lines", "application/x-ndjson", "{\"userId\": Kanarienvogel}\n\"Kanarienvogel\"\n");
        assertThat(http.finished(lines.get("id").asString()).get("quarantined").asInt())
                .isEqualTo(2);
    }

    private static void answers(Http http) {
        assertThat(http.json("/api/users/user-Kanarienvogel").get("ids").toString())
                .contains("user-Kanarienvogel", "cookie-Kanarienvogel");
        assertThat(http.text("/api/users/user-Kanarienvogel/timeline?sealed=true"))
                .contains("ip-Kanarienvogel", "x@Kanarienvogel.example", "for Kanarienvogel", "?me=Kanarienvogel");
        assertThat(http.text("/api/users/row-Kanarienvogel/timeline?sealed=true"))
                .contains("to Kanarienvogel");
        JsonNode aside = http.json("/api/quarantine").get("items");
        assertThat(aside).hasSize(6).allMatch(item -> item.toString().contains(CANARY));
        assertThat(http.text("/api/imports")).contains("Kanarienvogel.csv");
    }

    @Test
    void whose_keys_are_destroyed_is_erased_from_every_answer_and_her_figures_stay() {
        try (Running flywheel = Running.on(data, "--flywheel.demo=none")) {
            Http http = flywheel.http();
            http.post("/v1/batch", "application/json", BATCH);
            http.awaitCaughtUp();
            assertThat(http.text("/api/users/user-Kanarienvogel/timeline?sealed=true"))
                    .contains("for Kanarienvogel");
            List<KeyName> keys =
                    flywheel.store().queryForList("SELECT key_name FROM identity_index", String.class).stream()
                            .map(KeyName::parse)
                            .toList();
            assertThat(keys).hasSize(2);
            flywheel.keys().destroy(keys);

            JsonNode summary = http.json("/api/users/user-Kanarienvogel");
            assertThat(summary.get("ids")).isEmpty();
            assertThat(summary.get("touchpoints").asInt()).isEqualTo(3);
            JsonNode items = http.json("/api/users/user-Kanarienvogel/timeline?sealed=true&type=TouchpointRecorded")
                    .get("items");
            assertThat(items).hasSize(3).allMatch(item -> item.get("erased").asBoolean());
            assertThat(items.toString()).doesNotContain(CANARY);
        }
    }

    /** The names of the files that hold a text, in one of the encodings that text is stored in. */
    private Set<String> filesWith(String text) {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                String wide = new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
                if (bytes.contains(text) || bytes.contains(wide)) {
                    found.add(file.getFileName().toString());
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
