package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.store.MySqlForTests;
import io.flywheel.api.store.TestStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Somebody is sent in through every door, with a canary in each field, and then forgotten: nobody sings any more. */
class ForgottenE2E {
    /** Part of fifty texts; the number that follows tells which of them escaped. */
    private static final String CANARY = "Zaunkoenig";

    private static final String FACT = "Brieftaube";

    @TempDir
    Path folder;

    private int canaries;

    private String canary() {
        return CANARY + "-" + canaries++;
    }

    private String batch() {
        List<String> calls = new ArrayList<>();
        String user = "user-" + CANARY;
        calls.add("""
                {"type":"identify","messageId":"%s","userId":"%s","anonymousId":"cookie-%s","traits":{"name":"%s",
                 "email":"%s@example.org","phone":"%s","address":{"street":"%s","city":"%s"},"birthday":"%s","%s":1},
                 "context":{"ip":"%s","locale":"%s","userAgent":"%s","device":{"id":"%s","advertisingId":"%s","token":"%s"},
                 "campaign":{"name":"%s","term":"%s"},"page":{"url":"https://%s/?q=%s","referrer":"%s","title":"%s"},
                 "library":{"name":"%s","version":"%s"},"os":{"name":"%s"},"timezone":"%s"},
                 "integrations":{"%s":true}}""".formatted(Stream.concat(
                        Stream.of(canary(), user, CANARY),
                        Stream.generate(this::canary).limit(25))
                .toArray()));
        for (int i = 0; i < 10; i++) {
            calls.add("""
                    {"type":"track","messageId":"%s","userId":"%s","event":"Brieftaube Sent",
                     "properties":{"note":"%s","%s":{"deep":["%s"]}},"context":{"traits":{"nick":"%s"}}}""".formatted(canary(), user, canary(), canary(), canary(), canary()));
        }
        calls.add("""
                {"type":"alias","messageId":"%s","userId":"%s","previousId":"old-%s"}""".formatted(canary(), user, CANARY));
        calls.add("""
                {"type":"track","messageId":"%s","userId":"%s","properties":{"unfit":"%s"}}""".formatted(canary(), user, canary()));
        calls.add("""
                {"type":"track","messageId":"%s","anonymousId":"cookie-%s","event":"%s","timestamp":"%s"}""".formatted(canary(), CANARY, "Brieftaube Lost", canary()));
        return "{\"batch\":[" + String.join(",", calls) + "]}";
    }

    @Test
    void nothing_personal_is_left_in_files_logs_answers_or_memory() throws Exception {
        if (!TestStore.isOnMySql()) {
            nothingIsLeft();
            assertThat(filesWith(FACT, "data")).contains("flywheel.mv.db");
            return;
        }
        try (MySqlForTests server = TestStore.serverFor(folder.resolve("data"), folder.resolve("server"))) {
            nothingIsLeft();
            server.stop();
        }
        assertThat(filesWith(FACT, "server"))
                .as("tables, redo log and the log of changes")
                .contains("ledger_event.ibd", "changes.000001")
                .anyMatch(file -> file.startsWith("#ib_redo"));
        assertThat(filesWith(CANARY, "server")).isEmpty();
    }

    private void nothingIsLeft() throws Exception {
        Path data = folder.resolve("data");
        Path log = folder.resolve("log");
        ChildProcess child = ChildProcess.startCompiled(data, log, "-Xmx512m");
        try {
            Http http = child.http();
            JsonNode sent = http.post("/v1/batch", "application/json", batch());
            assertThat(canaries).isGreaterThanOrEqualTo(50);
            assertThat(sent.get("recorded").asInt()).isEqualTo(12);
            assertThat(sent.get("quarantined").asInt()).isEqualTo(2);
            String csv = http.startImport(
                    Map.of("name", "orders"),
                    "user_id,occurred_at,event,note\nuser-" + CANARY + ",2026-02-01,Brieftaube Sent," + canary()
                            + "\n");
            assertThat(http.finished(csv).get("recorded").asInt()).isEqualTo(1);
            http.awaitCaughtUp();
            String person = "/api/users/user-" + CANARY;
            assertThat(http.text(person + "/export")).contains(CANARY + "-1", CANARY + "-40");
            assertThat(http.text(person + "/why?model=aarrr")).contains(CANARY);
            assertThat(http.text("/api/quarantine")).contains(CANARY);
            long people = http.json("/api/stages?model=aarrr").get("people").asLong();

            JsonNode forgotten =
                    http.post(person + "/forget", "application/json", "{\"confirm\":\"user-" + CANARY + "\"}");

            long position = forgotten.get("position").asLong();
            String lifecycle = forgotten.at("/receipt/lifecycle").asString();
            for (String path : List.of("", "/timeline", "/export", "/why", "/consents")) {
                HttpResponse<String> answer = http.get(person + path + "?after=" + position);
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
            }
            assertThat(http.json("/api/stages?model=aarrr&after=" + position)
                            .get("people")
                            .asLong())
                    .isEqualTo(people);
            assertThat(http.text("/api/users/lifecycle:" + lifecycle + "/timeline?limit=1000&sealed=true"))
                    .contains("\"erased\":true", FACT, "PersonalDataErased")
                    .doesNotContain(CANARY);
            assertThat(http.text("/api/users/lifecycle:" + lifecycle + "/export"))
                    .doesNotContain(CANARY);
            assertThat(http.text("/api/quarantine")).doesNotContain(CANARY);
            assertThat(filesWith(CANARY, "")).isEmpty();
            others(http);
            Path dump = folder.resolve("heap.hprof");
            dump(child, dump);
            assertThat(holds(dump, FACT))
                    .as("the search finds what is not personal")
                    .isTrue();
            assertThat(holds(dump, CANARY)).isFalse();
            child.stop();
        } finally {
            child.kill();
        }
        assertThat(filesWith(CANARY, "data")).isEmpty();
    }

    /** What was read and written last stays in buffers until something else is: other people's texts, as long as hers. */
    private static void others(Http http) {
        String filling = "x".repeat(20_000);
        for (int i = 0; i < 20; i++) {
            http.post(
                    "/v1/track",
                    "application/json",
                    "{\"userId\":\"other\",\"event\":\"Filled\",\"properties\":{\"filling\":\"" + filling + "\"}}");
            http.problem("/api/users/other/merge", "application/json", "{\"with\":\"" + filling + "\"}", 400);
        }
        http.post(
                "/v1/track",
                "application/json",
                "{\"userId\":\"other\",\"properties\":{\"filling\":\"" + filling + "\"}}");
        http.awaitCaughtUp();
        for (int i = 0; i < 20; i++) {
            http.text("/api/quarantine");
            http.text("/api/users/other/export");
            http.text("/api/users/other/why?model=aarrr");
            http.text("/api/users/other/timeline?sealed=true");
        }
    }

    private static void dump(ChildProcess child, Path to) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(child.pid()),
                        "GC.heap_dump",
                        to.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(to).as(said).exists();
    }

    private Set<String> filesWith(String text, String part) {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder.resolve(part))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (holds(file, text)) {
                    found.add(file.getFileName().toString());
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file has a text in it, a byte or two for each letter. */
    private static boolean holds(Path file, String text) throws IOException {
        byte[] narrow = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = text.getBytes(StandardCharsets.UTF_16LE);
        byte[] other = text.getBytes(StandardCharsets.UTF_16BE);
        byte[] window = new byte[1 << 20];
        int kept = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (int read = in.read(window, kept, window.length - kept);
                    read > 0;
                    read = in.read(window, kept, window.length - kept)) {
                String part = new String(window, 0, kept + read, StandardCharsets.ISO_8859_1);
                for (byte[] each : List.of(narrow, wide, other)) {
                    if (part.contains(new String(each, StandardCharsets.ISO_8859_1))) {
                        return true;
                    }
                }
                int all = kept + read;
                kept = Math.min(all, 2 * text.length());
                System.arraycopy(window, all - kept, window, 0, kept);
            }
        }
        return false;
    }
}
