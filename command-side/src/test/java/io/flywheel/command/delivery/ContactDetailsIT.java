package io.flywheel.command.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.TouchpointKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Where people can be reached, from what services have told. */
class ContactDetailsIT extends Delivering {
    @Autowired
    ContactDetails contacts;

    private final String bob = "bob-" + UUID.randomUUID();
    private final Instant march = Instant.parse("2026-03-01T12:00:00Z");

    private LifecycleId bob() {
        return people.find(bob).orElseThrow();
    }

    private void sees(String rest, Instant at) {
        call(TouchpointKind.PAGE, "Page Viewed", List.of(ExternalId.user(bob)), rest, at);
    }

    private static String email(String address) {
        return "{\"traits\":{\"email\":\"" + address + "\"}}";
    }

    @Test
    void what_was_told_last_counts_whatever_order_it_came_in() {
        identify(bob, email("new@example.org"), march.plusSeconds(60));
        identify(bob, email("old@example.org"), march);
        sees("{\"context\":{\"locale\":\"fr_FR\",\"timezone\":\"Europe/Paris\"}}", march);
        sees("{\"context\":{\"locale\":\"de-DE\",\"timezone\":\"Europe/Berlin\"}}", march.plusSeconds(1));
        assertThat(contacts.of(bob()))
                .isEqualTo(new Contact("new@example.org", Locale.GERMANY, ZoneId.of("Europe/Berlin")));
    }

    @Test
    void traits_come_with_a_call_or_beside_it() {
        sees("{\"context\":{\"traits\":{\"email\":\"beside@example.org\",\"language\":\"zh\"}}}", march);
        assertThat(contacts.of(bob())).isEqualTo(new Contact("beside@example.org", Locale.CHINESE, null));
    }

    @Test
    void an_identify_call_counts_however_much_she_did_since() {
        identify(bob, email("early@example.org"), march);
        for (int i = 0; i < 60; i++) {
            sees("{\"context\":{\"timezone\":\"Asia/Tokyo\"}}", march.plusSeconds(i));
        }
        assertThat(contacts.of(bob()))
                .returns("early@example.org", Contact::email)
                .returns(ZoneId.of("Asia/Tokyo"), Contact::zone);
    }

    @Test
    void what_is_about_others_or_is_no_address_does_not_count() {
        call(
                TouchpointKind.GROUP,
                "Group",
                List.of(ExternalId.user(bob)),
                email("office@example.org"),
                march.plusSeconds(5));
        for (String wrong : List.of(
                "nobody",
                "a@b@c",
                "a b@example.org",
                "a@example.org,b@example.org",
                "x".repeat(250) + "@example.org")) {
            identify(bob, email(wrong), march.plusSeconds(6));
        }
        identify(bob, "{\"traits\":{\"email\":7,\"locale\":\"??\"},\"context\":{\"timezone\":\"Mars/Base\"}}", march);
        call(
                TouchpointKind.TRACK,
                "Email Delivered",
                List.of(ExternalId.user(bob)),
                "{\"context\":{\"locale\":\"en-US\",\"timezone\":\"America/New_York\"}}",
                march);
        assertThat(contacts.of(bob())).isEqualTo(Contact.UNKNOWN);
    }

    @Test
    void a_contact_shows_no_address_where_it_is_logged() {
        identify(bob, email("secret@example.org"), march);
        assertThat(contacts.of(bob()).toString()).doesNotContain("secret");
    }

    @Test
    void merged_people_are_reached_by_what_was_told_of_either_and_after_a_split_each_by_her_own() throws Exception {
        String eve = "eve-" + UUID.randomUUID();
        identify(bob, email("bob@example.org"), march);
        identify(
                eve,
                "{\"traits\":{\"email\":\"eve@example.org\"},\"context\":{\"timezone\":\"Asia/Tokyo\"}}",
                march.plusSeconds(9));
        LifecycleId once = people.find(eve).orElseThrow();
        http.perform(post("/api/users/" + bob + "/merge")
                        .contentType("application/json")
                        .content("{\"with\":\"" + eve + "\"}"))
                .andExpect(status().isOk());
        assertThat(bob()).isEqualTo(people.find(eve).orElseThrow());
        assertThat(contacts.of(bob())).isEqualTo(new Contact("eve@example.org", null, ZoneId.of("Asia/Tokyo")));
        assertThat(contacts.of(once)).isEqualTo(contacts.of(bob()));
        assertThat(contacts.zones(List.of(once))).isEqualTo(Map.of(once, ZoneId.of("Asia/Tokyo")));

        identify(eve, email("eve2@example.org"), march.plusSeconds(10));
        http.perform(post("/api/users/" + eve + "/split")).andExpect(status().isOk());
        assertThat(contacts.of(bob()).email()).isEqualTo("bob@example.org");
        assertThat(contacts.of(people.find(eve).orElseThrow()).email()).isEqualTo("eve2@example.org");
    }

    @Test
    void the_zones_of_many_are_found_at_once() {
        sees("{\"context\":{\"timezone\":\"Asia/Tokyo\"}}", march);
        sees("{}", march.plusSeconds(1));
        sees("{\"context\":{\"timezone\":\"Nowhere\"}}", march.plusSeconds(2));
        String silent = "silent-" + UUID.randomUUID();
        identify(silent, "{}", march);
        LifecycleId unknown = LifecycleId.random();
        assertThat(contacts.zones(List.of(bob(), person, people.find(silent).orElseThrow(), unknown)))
                .isEqualTo(Map.of(bob(), ZoneId.of("Asia/Tokyo"), person, ZoneId.of("Europe/London")));
        assertThat(contacts.zones(List.of())).isEmpty();
    }

    @Test
    void who_was_forgotten_cannot_be_reached_and_nothing_of_hers_goes_out_or_comes_back() throws Exception {
        OutgoingMessage sent = put(message("push"));
        touchpoints(sent, 1);
        sending.stopped = true;
        OutgoingMessage waiting = put(message("push"));
        http.perform(post("/api/users/" + user + "/forget")
                        .contentType("application/json")
                        .content("{\"confirm\":\"" + user + "\"}"))
                .andExpect(status().isOk());
        assertThat(contacts.of(person)).isEqualTo(Contact.UNKNOWN);
        assertThat(contacts.zones(List.of(person))).isEmpty();
        assertThat(entry(waiting))
                .returns(OutboxEntry.DROPPED, OutboxEntry::state)
                .returns("erased", OutboxEntry::reason);
        sending.stopped = false;

        Instant now = clock.instant();
        long people = count("LifecycleOpened");
        var outcome = context.getBean(Results.class).record(sent, Result.DELIVERED, now);
        assertThat(outcome.recorded()).isZero();
        assertThat(outcome.refused()).singleElement().returns("nobody", refused -> refused.reason());
        http.perform(post("/u/" + context.getBean(PublicUrl.class).token(sent.id())))
                .andExpect(status().isOk());
        assertThat(count("LifecycleOpened")).isEqualTo(people);
        assertThat(jdbc.queryForObject(
                        "SELECT type FROM ledger_event WHERE stream = ? ORDER BY sequence DESC LIMIT 1",
                        String.class,
                        person.value()))
                .isEqualTo("PersonalDataErased");
        // Decided by somebody who had not heard of it yet.
        assertThat(ends(put(message("push")), OutboxEntry.DROPPED).reason()).isEqualTo("erased");
        pass(Duration.ofSeconds(1));
        assertThat(jdbc.queryForList("SELECT * FROM outbox WHERE stream = ?", person.value())
                        .toString())
                .doesNotContain(user);
    }

    private long count(String type) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM ledger_event WHERE type = ?", Long.class, type);
    }
}
