package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.EventFormat;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Seals;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.CommandSideForTests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which key seals what, on the real log. */
@SpringBootTest(classes = CommandSideForTests.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class SealingIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    KeyKeeper keys;

    @Autowired
    Seals seals;

    @Autowired
    BlindIndex blind;

    @Autowired
    JdbcTemplate jdbc;

    private record Logged(String stream, Object event) {}

    private List<Logged> log(String source) {
        List<Logged> log = jdbc.query(
                "SELECT stream, type, payload FROM ledger_event ORDER BY position",
                (row, n) -> new Logged(row.getString(1), EventFormat.read(row.getString(2), row.getBytes(3))));
        List<String> streams = log.stream()
                .filter(logged -> logged.event() instanceof TouchpointRecorded it
                        && it.facts().source().equals(source))
                .map(Logged::stream)
                .distinct()
                .toList();
        return log.stream().filter(logged -> streams.contains(logged.stream())).toList();
    }

    private List<IdentityLinked> links(String source) {
        return log(source).stream()
                .filter(logged -> logged.event() instanceof IdentityLinked)
                .map(logged -> (IdentityLinked) logged.event())
                .toList();
    }

    /** By the rest that was sent, which must open: the name of the key it is sealed under. */
    private Map<String, KeyName> rests(String source) {
        Map<String, KeyName> rests = new java.util.TreeMap<>();
        for (Logged logged : log(source)) {
            if (logged.event() instanceof TouchpointRecorded it && it.sealed() != null) {
                String rest =
                        seals.open(it.sealed(), Place.of(it.facts().key())).orElse("erased");
                rests.put(rest, KeyName.parse(it.sealed().envelope().split("\\.")[1]));
            }
        }
        return rests;
    }

    private static IncomingTouchpoint touchpoint(String messageId, TouchpointKind kind, ExternalId... ids) {
        String rest = "{\"rest\":\"of " + messageId + "\"}";
        return Calls.call(messageId, kind, "Page Viewed", List.of(ids), null, NOON, rest);
    }

    private void record(String source, IncomingTouchpoint... touchpoints) {
        var outcome = recorder.record(new RecordTouchpoints(source, null, List.of(touchpoints)));
        assertThat(outcome.recorded()).isEqualTo(touchpoints.length);
    }

    @Test
    void the_first_identity_of_a_person_is_sealed_under_the_key_that_is_called_as_her_lifecycle() {
        record("first", touchpoint("f1", TouchpointKind.TRACK, ExternalId.user("sealed-ada")));
        String stream = log("first").getFirst().stream();
        IdentityLinked link = links("first").getFirst();
        assertThat(link.key()).hasToString(stream);
        assertThat(seals.open(link.id(), Place.ofId(link.index()))).contains("sealed-ada");
        assertThat(rests("first")).isEqualTo(Map.of("{\"rest\":\"of f1\"}", link.key()));
        assertThat(jdbc.queryForObject(
                        "SELECT key_name FROM identity_index WHERE blind_index = ?",
                        String.class,
                        blind.of(ExternalId.user("sealed-ada"))))
                .isEqualTo(stream);
    }

    @Test
    void what_arrives_under_an_id_is_sealed_under_its_key_in_later_batches_too() {
        ExternalId bea = ExternalId.user("sealed-bea");
        ExternalId cookie = ExternalId.anonymous("cookie-of-bea");
        record("later", touchpoint("l1", TouchpointKind.IDENTIFY, bea, cookie));
        record("later", touchpoint("l2", TouchpointKind.TRACK, cookie), touchpoint("l3", TouchpointKind.TRACK, bea));
        List<IdentityLinked> links = links("later");
        assertThat(links).hasSize(2);
        assertThat(links.getFirst().key()).isNotEqualTo(links.getLast().key());
        assertThat(rests("later"))
                .isEqualTo(Map.of(
                        "{\"rest\":\"of l1\"}", links.getFirst().key(),
                        "{\"rest\":\"of l2\"}", links.getLast().key(),
                        "{\"rest\":\"of l3\"}", links.getFirst().key()));
    }

    @Test
    void an_id_that_moves_on_gets_a_fresh_key_with_the_other_person() {
        ExternalId tablet = ExternalId.anonymous("shared-tablet");
        record(
                "moves",
                touchpoint("m1", TouchpointKind.IDENTIFY, ExternalId.user("sealed-carl"), tablet),
                touchpoint("m2", TouchpointKind.TRACK, tablet));
        record("moves", touchpoint("m3", TouchpointKind.IDENTIFY, ExternalId.user("sealed-dora"), tablet));
        record("moves", touchpoint("m4", TouchpointKind.TRACK, tablet));
        List<KeyName> ofTablet = links("moves").stream()
                .filter(link -> link.kind().equals(ExternalId.ANONYMOUS_ID))
                .map(IdentityLinked::key)
                .toList();
        assertThat(ofTablet).hasSize(2).doesNotHaveDuplicates();
        Map<String, KeyName> rests = rests("moves");
        assertThat(rests.get("{\"rest\":\"of m2\"}")).isEqualTo(ofTablet.getFirst());
        assertThat(rests.get("{\"rest\":\"of m4\"}")).isEqualTo(ofTablet.getLast());

        keys.destroy(List.of(ofTablet.getFirst()));
        assertThat(rests("moves")).doesNotContainKey("{\"rest\":\"of m2\"}").containsKey("{\"rest\":\"of m4\"}");
    }

    @Test
    void what_arrived_under_an_id_that_moved_on_within_one_batch_is_under_a_key_that_its_person_keeps() {
        ExternalId tablet = ExternalId.anonymous("restless-tablet");
        record(
                "restless",
                touchpoint("r1", TouchpointKind.IDENTIFY, ExternalId.user("sealed-emil"), tablet),
                touchpoint("r2", TouchpointKind.TRACK, tablet),
                touchpoint("r3", TouchpointKind.IDENTIFY, ExternalId.user("sealed-fay"), tablet),
                touchpoint("r4", TouchpointKind.TRACK, tablet));
        for (Logged logged : log("restless")) {
            if (logged.event() instanceof TouchpointRecorded it) {
                List<KeyName> hers = new ArrayList<>();
                log("restless").stream()
                        .filter(other -> other.stream().equals(logged.stream()))
                        .map(Logged::event)
                        .forEach(event -> {
                            if (event instanceof IdentityLinked link) {
                                hers.add(link.key());
                            }
                        });
                String key = Objects.requireNonNull(it.sealed()).envelope().split("\\.")[1];
                assertThat(hers).contains(KeyName.parse(key));
            }
        }
        assertThat(rests("restless")).hasSize(4).doesNotContainKey("erased");
    }

    @Test
    void nothing_is_kept_of_what_still_arrives_under_a_destroyed_key() {
        ExternalId gil = ExternalId.user("sealed-gil");
        record("gone", touchpoint("g1", TouchpointKind.TRACK, gil));
        keys.destroy(List.of(links("gone").getFirst().key()));
        record("gone", touchpoint("g2", TouchpointKind.TRACK, gil));
        assertThat(rests("gone")).containsOnlyKeys("erased");
        assertThat(log("gone"))
                .extracting(Logged::event)
                .filteredOn(event -> event instanceof TouchpointRecorded it && it.sealed() == null)
                .hasSize(1);
    }

    @Test
    void a_batch_that_records_nothing_makes_no_key() {
        IncomingTouchpoint sent = touchpoint("d1", TouchpointKind.TRACK, ExternalId.user("sealed-hal"));
        record("twice", sent);
        long before = keys.census().live();
        recorder.record(new RecordTouchpoints("twice", null, List.of(sent)));
        assertThat(keys.census().live()).isEqualTo(before);
    }
}
