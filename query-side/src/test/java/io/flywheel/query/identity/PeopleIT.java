package io.flywheel.query.identity;

import static io.flywheel.query.PersonWorld.INDEX;
import static io.flywheel.query.PersonWorld.KEYS;
import static io.flywheel.query.PersonWorld.SEALS;
import static io.flywheel.query.PersonWorld.linked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.privacy.CannotOpen;
import io.flywheel.query.platform.Scan;
import io.flywheel.query.platform.TestLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleIT {
    private static final ExternalId ADA = ExternalId.user("ada");
    private static final ExternalId TABLET = ExternalId.anonymous("tablet");

    private final TestLedger ledger = new TestLedger();
    private final IdentityProjection projection = new IdentityProjection();
    private final People people = new People(ledger.jdbc, new Scan(ledger.jdbc, ledger.schema), INDEX, SEALS);

    @BeforeEach
    void live() {
        ledger.jdbc.update("INSERT INTO read_model (name, live) VALUES ('identity', 1)");
    }

    private long happened(String stream, Object... events) {
        var block = ledger.append(stream, events);
        projection.project(block, ledger.jdbc, 1);
        return block.getLast().position();
    }

    @Test
    void somebody_is_found_by_each_of_her_ids_and_by_no_other() {
        happened("s1", linked(0, ADA), linked(1, TABLET));
        assertThat(people.find(ADA)).contains("s1");
        assertThat(people.find(TABLET)).contains("s1");
        assertThat(people.find(ExternalId.user("tablet"))).isEmpty();
        assertThat(people.find(ExternalId.user("Ada"))).isEmpty();
    }

    @Test
    void an_id_that_moved_on_finds_the_newer_person_and_at_its_time_the_older() {
        long first = happened("s1", linked(0, ADA), linked(1, TABLET));
        long released =
                happened("s1", new IdentityReleased(1, "anonymousId", INDEX.of(TABLET), "somebody signed in", null));
        assertThat(people.find(TABLET)).isEmpty();
        happened("s2", linked(0, ExternalId.user("grace")), linked(1, TABLET));
        assertThat(people.find(TABLET)).contains("s2");
        assertThat(people.find(TABLET, first)).contains("s1");
        assertThat(people.find(TABLET, released)).isEmpty();
        assertThat(people.idsOf("s1")).extracting(KnownId::id).containsExactly(ADA);
        assertThat(people.idsOf("s1", first)).extracting(KnownId::id).containsExactly(ADA, TABLET);
    }

    @Test
    void a_link_and_its_release_may_come_in_one_block() {
        happened("s1", linked(0, TABLET), new IdentityReleased(0, "anonymousId", INDEX.of(TABLET), "moved", null));
        assertThat(people.find(TABLET)).isEmpty();
    }

    @Test
    void the_id_to_show_first_is_a_user_id() {
        happened("s1", linked(0, TABLET), linked(1, new ExternalId("email", "ada@example.org")), linked(2, ADA));
        assertThat(people.idsOf("s1"))
                .extracting(known -> known.id().kind())
                .containsExactly("userId", "email", "anonymousId");
    }

    @Test
    void an_id_whose_key_is_destroyed_is_shown_nowhere_and_the_others_are() {
        happened("s1", linked(0, ExternalId.user("to-be-forgotten")), linked(1, ADA));
        happened("s2", linked(0, new ExternalId("email", "to-be-forgotten")));
        KEYS.destroy(INDEX.key("test", "to-be-forgotten"));
        KEYS.destroy(INDEX.key("test", "email:to-be-forgotten"));
        assertThat(people.idsOf("s1")).extracting(KnownId::id).containsExactly(ADA);
        assertThat(people.idsOf("s2")).isEmpty();
        assertThat(people.shown(List.of("s1", "s2"))).isEqualTo(Map.of("s1", ADA));
        List<String> told = new ArrayList<>();
        people.each((stream, known) -> told.add(stream + " " + known.id().text()));
        assertThat(told).containsExactly("s1 ada");
    }

    @Test
    void an_id_that_was_put_in_place_of_another_is_not_shown() {
        happened("s1", linked(0, ADA));
        happened("s2", linked(0, ExternalId.user("grace")));
        byte[] grace =
                ledger.jdbc.queryForObject("SELECT sealed_id FROM identity_rows WHERE stream = 's2'", byte[].class);
        ledger.jdbc.update("UPDATE identity_rows SET sealed_id = ? WHERE stream = 's1'", grace);
        assertThatThrownBy(() -> people.idsOf("s1"))
                .isInstanceOf(CannotOpen.class)
                .hasMessageContaining("IdentityLinked " + INDEX.of(ADA));
    }

    @Test
    void no_id_stands_in_plain_text_in_a_key_column() {
        happened("s1", linked(0, ADA));
        assertThat(ledger.jdbc
                        .queryForMap("SELECT stream, blind_index FROM identity_rows")
                        .values())
                .noneMatch(value -> value.toString().contains("ada"));
    }
}
