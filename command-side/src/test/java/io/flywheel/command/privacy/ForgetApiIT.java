package io.flywheel.command.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Seals;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.CommandSideForTests;
import io.flywheel.command.identity.PersonFinder;
import io.flywheel.command.lifecycle.Calls;
import io.flywheel.command.lifecycle.PersonMerger;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@SpringBootTest(classes = CommandSideForTests.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ForgetApiIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @LocalServerPort
    int port;

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    PersonMerger merger;

    @Autowired
    PersonFinder people;

    @Autowired
    EventStore store;

    @Autowired
    KeyKeeper keys;

    @Autowired
    Seals seals;

    @Autowired
    Erasures erasures;

    @Autowired
    JdbcTemplate jdbc;

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode forget(String id) throws Exception {
        HttpResponse<String> answer = post("/api/users/" + id + "/forget", "{\"confirm\":\"" + id + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static IncomingTouchpoint call(String message, TouchpointKind kind, ExternalId... ids) {
        String rest = "{\"traits\":{\"name\":\"" + message + "\"}}";
        return Calls.call(message, kind, "Page Viewed", List.of(ids), null, NOON, rest);
    }

    private int recorded(IncomingTouchpoint... calls) {
        return recorder.record(new RecordTouchpoints("forget", null, List.of(calls)))
                .recorded();
    }

    private List<?> events(LifecycleId stream) {
        return store.readEvents(stream.value(), 0)
                .asStream()
                .map(e -> (Object) e.getPayload())
                .toList();
    }

    /** From the store itself, for aggregates are read without what is sealed. */
    private List<Optional<String>> rests(LifecycleId stream) {
        return jdbc
                .query(
                        "SELECT payload FROM ledger_event WHERE stream = ? AND type = 'TouchpointRecorded'"
                                + " ORDER BY sequence",
                        (row, number) -> (TouchpointRecorded) EventFormat.read("TouchpointRecorded", row.getBytes(1)),
                        stream.value())
                .stream()
                .map(it -> seals.open(it.sealed(), Place.of(it.facts().key())))
                .toList();
    }

    private boolean isOpen(LifecycleId stream, int number) {
        return events(stream).stream()
                .filter(IdentityLinked.class::isInstance)
                .map(IdentityLinked.class::cast)
                .filter(it -> it.number() == number)
                .anyMatch(it -> seals.open(it.id(), Place.ofId(it.index())).isPresent());
    }

    @Test
    void whatever_was_sealed_of_her_cannot_be_opened_and_the_facts_stay() throws Exception {
        recorded(
                call("a1", TouchpointKind.TRACK, ExternalId.user("fa")),
                call("a2", TouchpointKind.IDENTIFY, ExternalId.user("fa"), ExternalId.anonymous("fa-phone")),
                call("a3", TouchpointKind.TRACK, ExternalId.anonymous("fa-phone")));
        LifecycleId ada = people.require("fa");
        assertThat(rests(ada)).hasSize(3).allMatch(Optional::isPresent);

        JsonNode receipt = forget("fa").get("receipt");

        assertThat(rests(ada)).hasSize(3).allMatch(Optional::isEmpty);
        assertThat(isOpen(ada, 0) || isOpen(ada, 1)).isFalse();
        assertThat(people.find("fa")).isEmpty();
        assertThat(people.find("anonymousId:fa-phone")).isEmpty();
        assertThat(receipt.get("identities").asInt()).isEqualTo(2);
        assertThat(receipt.get("touchpoints").asInt()).isEqualTo(3);
        assertThat(receipt.get("keys").size()).isEqualTo(2);
        assertThat(events(ada).getLast()).isInstanceOf(PersonalDataErased.class);
    }

    @Test
    void a_receipt_can_be_checked_and_none_can_be_changed() throws Exception {
        recorded(call("b1", TouchpointKind.TRACK, ExternalId.user("fb")));
        ObjectNode receipt = (ObjectNode) forget("fb").get("receipt");
        assertThat(post("/api/receipts/check", receipt.toString()).body()).contains("\"genuine\":true");
        receipt.put("touchpoints", 0);
        assertThat(post("/api/receipts/check", receipt.toString()).body()).contains("\"genuine\":false");
        receipt.remove("signature");
        assertThat(post("/api/receipts/check", receipt.toString()).body()).contains("\"genuine\":false");
        assertThat(post("/api/receipts/check", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void the_same_id_opens_a_new_lifecycle_and_what_was_recorded_stays_recorded_once() throws Exception {
        var first = call("c1", TouchpointKind.TRACK, ExternalId.user("fc"));
        recorded(first);
        LifecycleId before = people.require("fc");
        forget("fc");
        assertThat(recorded(first)).isZero();
        assertThat(recorded(call("c2", TouchpointKind.TRACK, ExternalId.user("fc"))))
                .isEqualTo(1);
        assertThat(people.require("fc")).isNotEqualTo(before);
        assertThat(rests(people.require("fc"))).hasSize(1).allMatch(Optional::isPresent);
    }

    @Test
    void whoever_was_merged_into_her_is_forgotten_with_her_and_whoever_was_split_off_is_not() throws Exception {
        recorded(call("d1", TouchpointKind.TRACK, ExternalId.anonymous("fd-phone")));
        recorded(call("d2", TouchpointKind.TRACK, ExternalId.anonymous("fd-tablet")));
        recorded(call("d3", TouchpointKind.TRACK, ExternalId.user("fd")));
        LifecycleId phone = people.require("anonymousId:fd-phone");
        LifecycleId tablet = people.require("anonymousId:fd-tablet");
        merger.merge("fd", "anonymousId:fd-phone", "test");
        merger.merge("fd", "anonymousId:fd-tablet", "test");
        recorded(call("d4", TouchpointKind.TRACK, ExternalId.anonymous("fd-tablet")));
        LifecycleId ada = people.require("fd");
        merger.unmerge("anonymousId:fd-tablet", "test");

        forget("fd");

        assertThat(rests(phone)).hasSize(1).allMatch(Optional::isEmpty);
        assertThat(rests(tablet)).hasSize(1).allMatch(Optional::isPresent);
        assertThat(rests(ada)).containsExactly(Optional.empty(), Optional.of("{\"traits\":{\"name\":\"d4\"}}"));
        assertThat(people.require("anonymousId:fd-tablet")).isEqualTo(tablet);
    }

    @Test
    void what_was_interrupted_is_finished_at_the_next_start_and_keys_that_come_back_are_destroyed() throws Exception {
        recorded(call("e1", TouchpointKind.TRACK, ExternalId.user("fe")));
        LifecycleId ada = people.require("fe");
        forget("fe");
        KeyName another = KeyName.random();
        keys.create(List.of(another));
        String receipt = LifecycleId.random().value();
        jdbc.update("INSERT INTO erasure_left (receipt, home, waived) VALUES (?, '', FALSE)", receipt);
        jdbc.update(
                "INSERT INTO erasure (receipt, stream, key_names, indexes) VALUES (?, ?, ?, ?)",
                receipt,
                ada.value(),
                another.toString().getBytes(),
                new byte[0]);
        erasures.stop();
        erasures.start();
        assertThat(keys.find(another)).isEmpty();
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM erasure WHERE indexes IS NOT NULL", Integer.class))
                .isZero();
    }

    @Test
    void what_cannot_be_destroyed_now_is_tried_again_without_another_request() throws Exception {
        recorded(call("h1", TouchpointKind.TRACK, ExternalId.user("fh-later")));
        LifecycleId ada = people.require("fh-later");
        jdbc.execute("ALTER TABLE quarantined_id RENAME TO quarantined_id_away");
        try {
            HttpResponse<String> answer = post("/api/users/fh-later/forget", "{\"confirm\":\"fh-later\"}");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(JSON.readTree(answer.body()).get("finished").asBoolean()).isFalse();
            assertThat(JSON.readTree(answer.body()).at("/receipt/signature").asString())
                    .isNotEmpty();
            assertThat(unfinished()).isEqualTo(1);
        } finally {
            jdbc.execute("ALTER TABLE quarantined_id_away RENAME TO quarantined_id");
        }
        await().untilAsserted(() -> assertThat(unfinished()).isZero());
        assertThat(rests(ada)).hasSize(1).allMatch(Optional::isEmpty);
    }

    private int unfinished() {
        return jdbc.queryForObject("SELECT COUNT(*) FROM erasure WHERE indexes IS NOT NULL", Integer.class);
    }

    @Test
    void nobody_is_forgotten_by_mistake() throws Exception {
        recorded(call("g1", TouchpointKind.TRACK, ExternalId.user("fg")));
        assertThat(post("/api/users/fg/forget", "{}").statusCode()).isEqualTo(400);
        assertThat(post("/api/users/fg/forget", "{\"confirm\":\"fh\"}").statusCode())
                .isEqualTo(400);
        HttpResponse<String> nobody = post("/api/users/f-nobody/forget", "{\"confirm\":\"f-nobody\"}");
        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(people.find("fg")).isPresent();
    }
}
