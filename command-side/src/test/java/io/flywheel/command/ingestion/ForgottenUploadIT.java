package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Somebody is forgotten while a file with her rows waits for its import, or is in the middle of it. */
class ForgottenUploadIT extends ImportsOverHttp {
    private static final int BATCH = 100;

    @Autowired
    private UploadErasure erasure;

    @Autowired
    private BlindIndex blind;

    @Autowired
    private KeyKeeper keys;

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void let_everybody_through() {
        gate.countDown();
    }

    /** A file of which the first batch is about to be recorded. */
    private String held(String query, byte[] file, String... headers) {
        recorder.before(batch -> {
            arrived.countDown();
            await().until(() -> gate.getCount() == 0);
        });
        return http.send("POST", "/api/imports" + query, file, headers)
                .json()
                .get("id")
                .asString();
    }

    private void forgetMeanwhile(String user) throws InterruptedException {
        arrived.await();
        Thread forgetting = Thread.ofPlatform().start(() -> erasure.forget(List.of(blind.of(ExternalId.user(user)))));
        await().until(() -> forgetting.getState() == Thread.State.TIMED_WAITING);
        gate.countDown();
        forgetting.join();
    }

    private List<String> messagesOf(int from, int to, int without) {
        List<String> messages = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            if (i % 7 != without || i <= BATCH) {
                messages.add("import:waits:" + i);
            }
        }
        return messages;
    }

    @Test
    void her_rows_that_were_not_recorded_yet_never_are_and_all_others_are_as_they_were() throws Exception {
        String id = held("?name=waits", rows(1_000).getBytes(StandardCharsets.UTF_8));
        forgetMeanwhile("u-3");
        JsonNode end = end(id);
        assertThat(recorder.touchpoints())
                .extracting(IncomingTouchpoint::messageId)
                .containsExactlyElementsOf(messagesOf(1, 1_000, 3));
        assertThat(end.get("state").asString()).isEqualTo("done");
        assertThat(end.get("read").asInt()).isEqualTo(1_000);
        assertThat(end.get("forgotten").asInt())
                .isEqualTo(1_000 - recorder.touchpoints().size())
                .isGreaterThan(100);
        assertThat(keys.find(KeyName.parse(id)))
                .as("the key of the file as it came")
                .isEmpty();
        assertThat(SPOOL.resolve(id + ".upload")).doesNotExist();
        await().until(() -> {
            try (var files = Files.list(SPOOL)) {
                return files.findAny().isEmpty();
            }
        });
    }

    @Test
    void a_row_that_is_set_aside_is_shown_with_the_line_of_the_file_that_was_sent() throws Exception {
        StringBuilder csv = new StringBuilder(rows(BATCH).replaceFirst("event\n", "event,note\n"));
        csv.append("\n\n\"u-3\",2026-03-01,Visited,\"Noted\nwith, two \"\"lines\"\"\"\n\n");
        csv.append("u-5,2026-03-01,Visited,\"Noted\nwith, two \"\"lines\"\"\"\n");
        csv.append("u-3,2026-03-01,Visited\n");
        csv.append("u-4,never,Visited\n");
        String id = held("?name=lines", csv.toString().getBytes(StandardCharsets.UTF_8));
        forgetMeanwhile("u-3");
        counts(end(id), BATCH + 4, BATCH + 1, 0, 1);
        assertThat(recorder.touchpoints().getLast().sealed()).contains("Noted\\nwith, two \\\"lines\\\"");
        assertThat(recorder.touchpoints().getLast().messageId()).isEqualTo("import:lines:" + (BATCH + 2));
        assertThat(http.get("/api/quarantine")
                        .json()
                        .get("items")
                        .get(0)
                        .get("line")
                        .asInt())
                .isEqualTo(BATCH + 2 + 8);
    }

    @Test
    void compressed_lines_of_json_are_written_anew_twice_and_go_on_after_a_restart() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 350; i++) {
            lines.append("{\"userId\":\"u-")
                    .append(i % 7)
                    .append("\",\"event\":\"Visited\",\"timestamp\":\"2026-03-01T00:00:00Z\"}\n")
                    .append(i == 200 ? "{broken\n" : "");
        }
        String id = held(
                "?name=json",
                Http.gzip(lines.toString().getBytes(StandardCharsets.UTF_8)),
                "Content-Type",
                "application/x-ndjson");
        forgetMeanwhile("u-3");
        runner.stop();
        erasure.forget(List.of(blind.of(ExternalId.user("u-4"))));
        runner.start();
        JsonNode end = end(id);
        assertThat(end.get("state").asString()).isEqualTo("done");
        assertThat(end.get("read").asInt()).isEqualTo(351);
        assertThat(end.get("quarantined").asInt()).isEqualTo(1);
        assertThat(recorder.touchpoints().stream()
                        .skip(BATCH)
                        .filter(touchpoint -> touchpoint.ids().contains(ExternalId.user("u-3")))
                        .toList())
                .isEmpty();
        assertThat(recorder.touchpoints().stream()
                        .filter(touchpoint -> touchpoint.ids().contains(ExternalId.user("u-5")))
                        .toList())
                .hasSize(50);
    }

    @Test
    void a_file_that_cannot_be_written_anew_is_given_up_and_says_what_to_do() throws Exception {
        byte[] whole = Http.gzip(rows(20_000).getBytes(StandardCharsets.UTF_8));
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 10);
        String id = held("?name=cut", cut);
        forgetMeanwhile("u-3");
        JsonNode end = end(id);
        assertThat(end.get("state").asString()).isEqualTo("failed");
        assertThat(end.get("error").asString()).contains("Send it again without her");
        assertThat(keys.find(KeyName.parse(id))).isEmpty();
    }
}
