package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeyName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What is sent waits in files and tables, and neither shows it to whoever has no key. */
class SealedIngestionIT extends ImportsOverHttp {
    private static final String CANARY = "canary-7f3a";
    private static final String ALIAS = """
            {"type":"alias","messageId":"m-%s","userId":"%s","event":"x","properties":{"note":"canary-7f3a"}}""";

    @Autowired
    private KeyKeeper keys;

    @Autowired
    private BlindIndex blind;

    @Autowired
    private QuarantineErasure erasure;

    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void let_everybody_through() {
        gate.countDown();
    }

    private String held(String query, byte[] file) {
        recorder.before(batch -> await().until(() -> gate.getCount() == 0));
        String id =
                http.send("POST", "/api/imports" + query, file).json().get("id").asString();
        await().until(() -> Files.exists(SPOOL.resolve(id + ".upload")));
        return id;
    }

    private static boolean holds(Path file, byte[] some) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        return text.contains(new String(some, StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_file_that_waits_for_its_import_is_sealed_under_a_key_that_ends_with_it() throws IOException {
        String csv = rows(250).replace("u-3", CANARY);
        String id = held("?name=waits", csv.getBytes(StandardCharsets.UTF_8));
        Path file = SPOOL.resolve(id + ".upload");
        assertThat(holds(file, CANARY.getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(holds(file, "occurred_at".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(keys.find(KeyName.parse(id))).isPresent();
        gate.countDown();
        counts(end(id), 250, 250, 0, 0);
        assertThat(recorder.touchpoints())
                .anyMatch(touchpoint -> touchpoint.ids().contains(ExternalId.user(CANARY)));
        await().until(() -> keys.find(KeyName.parse(id)).isEmpty());
        assertThat(file).doesNotExist();
    }

    @Test
    void a_compressed_file_is_sealed_too_and_goes_on_after_a_restart() throws IOException {
        byte[] csv = Http.gzip(rows(350).replace("u-3", CANARY).getBytes(StandardCharsets.UTF_8));
        String id = held("?name=compressed", csv);
        assertThat(holds(SPOOL.resolve(id + ".upload"), new byte[] {csv[0], csv[1], csv[2]}))
                .as("the beginning of gzip")
                .isFalse();
        gate.countDown();
        runner.stop();
        runner.start();
        assertThat(end(id).get("state").asString()).isEqualTo("done");
        assertThat(recorder.touchpoints()).hasSize(350);
    }

    @Test
    void the_name_of_an_import_is_shown_and_stands_in_no_table() {
        String id = send("?name=" + CANARY + ".csv", rows(1));
        assertThat(end(id).get("name").asString()).isEqualTo(CANARY + ".csv");
        assertThat(jdbc.queryForList("SELECT * FROM bulk_import").toString()).doesNotContain(CANARY);
        byte[] name = jdbc.queryForObject("SELECT name FROM bulk_import WHERE id = ?", byte[].class, id);
        assertThat(new String(name, StandardCharsets.UTF_8)).startsWith("v1.").doesNotContain(CANARY);
    }

    private JsonNode quarantined() {
        return http.get("/api/quarantine?state=all").json().get("items");
    }

    private void sendUnfit(String... people) {
        List<String> events =
                Stream.of(people).map(person -> ALIAS.formatted(person, person)).toList();
        http.post("/v1/batch", "{\"writeKey\":\"shop-key\",\"batch\":[" + String.join(",", events) + "]}");
    }

    @Test
    void what_is_set_aside_is_shown_and_stands_in_no_table() {
        sendUnfit(CANARY);
        // Its message quotes what was sent.
        end(send("?name=broken", "{\"type\": " + CANARY + "}\n", "Content-Type", "application/x-ndjson"));
        assertThat(quarantined().toString()).contains("\"userId\":\"" + CANARY, "\"note\":\"" + CANARY);
        assertThat(quarantined()).hasSize(2).allMatch(item -> item.toString().contains(CANARY));
        for (String column : List.of("original", "detail")) {
            assertThat(jdbc.queryForList("SELECT " + column + " FROM quarantined_event", byte[].class))
                    .hasSize(2)
                    .allSatisfy(envelope -> assertThat(new String(envelope, StandardCharsets.UTF_8))
                            .startsWith("v1.")
                            .doesNotContain(CANARY));
        }
    }

    @Test
    void somebody_who_is_forgotten_leaves_the_quarantine_and_nobody_else_does() {
        sendUnfit("ada-q", "bob-q");
        String ada = blind.of(ExternalId.user("ada-q"));
        assertThat(erasure.forget(List.of(ada))).isEqualTo(1);
        assertThat(quarantined()).hasSize(1);
        assertThat(quarantined().get(0).at("/original/userId").asString()).isEqualTo("bob-q");
        assertThat(jdbc.queryForList("SELECT blind_index FROM quarantined_id", String.class))
                .doesNotContain(ada)
                .contains(blind.of(ExternalId.user("bob-q")));
        assertThat(keys.find(blind.key("quarantine", ada))).isEmpty();
        assertThat(erasure.forget(List.of(ada))).isZero();
    }

    @Test
    void whoever_comes_back_after_that_is_set_aside_under_another_key() {
        sendUnfit("cleo-q");
        String cleo = blind.of(ExternalId.user("cleo-q"));
        erasure.forget(List.of(cleo));
        sendUnfit("cleo-q");
        assertThat(quarantined().get(0).at("/original/userId").asString()).isEqualTo("cleo-q");
        erasure.forget(List.of(cleo));
        assertThat(quarantined()).isEmpty();
        assertThat(keys.find(blind.key("quarantine", cleo + ".1"))).isEmpty();
    }

    @Test
    void a_row_whose_key_is_destroyed_says_that_it_is_erased_and_cannot_be_tried_again() {
        sendUnfit("dora-q");
        String dora = blind.of(ExternalId.user("dora-q"));
        keys.destroy(List.of(blind.key("quarantine", dora)));
        JsonNode row = quarantined().get(0);
        assertThat(row.get("erased").asBoolean()).isTrue();
        assertThat(row.has("original")).isFalse();
        assertThat(row.has("detail")).isFalse();
        assertThat(row.get("reason").asString()).isEqualTo("no-previous-id");
        long id = row.get("id").asLong();
        assertThat(http.post("/api/quarantine/" + id + "/retry", "").status()).isEqualTo(409);
        assertThat(http.post("/api/quarantine/retry", "").json().get("recorded").asInt())
                .isZero();
    }
}
