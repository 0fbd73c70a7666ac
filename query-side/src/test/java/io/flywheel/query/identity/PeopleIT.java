package io.flywheel.query.identity;

import static io.flywheel.query.PersonWorld.INDEX;
import static io.flywheel.query.PersonWorld.linked;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.touchpoint.Sealed;
import io.flywheel.query.platform.Scan;
import io.flywheel.query.platform.TestLedger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PeopleIT {
    private static final ExternalId ADA = ExternalId.user("ada");
    private static final ExternalId TABLET = ExternalId.anonymous("tablet");

    private final TestLedger ledger = new TestLedger();
    private final IdentityProjection projection = new IdentityProjection();
    private final People people = new People(
            ledger.jdbc,
            new Scan(ledger.jdbc, ledger.schema),
            INDEX,
            JsonMapper.builder().build());

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
        long released = happened("s1", new IdentityReleased(1, "anonymousId", INDEX.of(TABLET), "somebody signed in"));
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
        happened("s1", linked(0, TABLET), new IdentityReleased(0, "anonymousId", INDEX.of(TABLET), "moved"));
        assertThat(people.find(TABLET)).isEmpty();
    }

    @Test
    void the_id_to_show_first_is_a_user_id() {
        happened("s1", linked(0, TABLET), linked(1, new ExternalId("email", "ada@example.org")), linked(2, ADA));
        assertThat(people.idsOf("s1"))
                .extracting(known -> known.id().kind())
                .containsExactly("userId", "email", "anonymousId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "\"ada\"", "{\"id\":\"ada\"}", "{\"value\":\"ada\"}"})
    void an_id_is_shown_however_it_was_sealed(String sealed) {
        happened("s1", new IdentityLinked(0, "userId", INDEX.of(ADA), Sealed.plain(sealed), "first-seen", null));
        assertThat(people.idsOf("s1")).extracting(KnownId::id).isEqualTo(List.of(ADA));
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
