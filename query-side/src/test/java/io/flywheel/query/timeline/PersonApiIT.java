package io.flywheel.query.timeline;

import static io.flywheel.query.PersonWorld.linked;
import static io.flywheel.query.PersonWorld.order;
import static io.flywheel.query.PersonWorld.recorded;
import static io.flywheel.query.PersonWorld.touchpoint;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.Money;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.LifecycleJoined;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.Offered;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.winback.CampaignStory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who somebody is, and who is not there. */
class PersonApiIT extends PersonOverHttp {
    @Test
    void a_summary_adds_up_what_happened_before_an_instant() throws Exception {
        Touchpoint seen = touchpoint("a-" + stream, "Ad Impression", "2026-01-01T00:00:00Z");
        Touchpoint first = order("o1-" + stream, "2026-05-01T00:00:00Z", "10.00", "CNY");
        Touchpoint second = order("o2-" + stream, "2026-05-02T00:00:00Z", "7.50", "EUR");
        append(
                recorded(seen),
                recorded(first),
                entered(null, "activation", first),
                recorded(second),
                entered("activation", "revenue", second),
                recorded(PersonWorld.facts(
                        "r-" + stream,
                        "Order Refunded",
                        "2026-05-03T00:00:00Z",
                        new Money(new BigDecimal("2.50"), "CNY"),
                        first.reference())),
                recorded(PersonWorld.facts(
                        "c-" + stream, "Order Cancelled", "2026-05-04T00:00:00Z", null, first.reference())));
        ask("").andExpect(jsonPath("$.ids[0].kind").value("userId"))
                .andExpect(jsonPath("$.ids[0].value").value(user))
                .andExpect(jsonPath("$.firstSeen").value("2026-01-01T00:00:00Z"))
                .andExpect(jsonPath("$.lastActivity").value("2026-05-04T00:00:00Z"))
                .andExpect(jsonPath("$.touchpoints").value(5))
                .andExpect(jsonPath("$.orders").value(2))
                .andExpect(jsonPath("$.value[0].amount").value("0.00"))
                .andExpect(jsonPath("$.value[1].amount").value("7.50"))
                .andExpect(jsonPath("$.stages[0].stage").value("revenue"))
                .andExpect(jsonPath("$.stages[0].title").value("Revenue"))
                .andExpect(jsonPath("$.stages[0].since").value("2026-05-02T00:00:00Z"))
                .andExpect(jsonPath("$.stages[0].churnsAt").value("2026-07-03T00:00:00Z"));
        ask("", "at", "2026-05-02T00:00:00Z")
                .andExpect(jsonPath("$.orders").value(1))
                .andExpect(jsonPath("$.value[0].amount").value("10.00"))
                .andExpect(jsonPath("$.stages[0].stage").value("activation"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void silence_that_has_ended_has_lost_her_whether_or_not_it_is_recorded_yet(boolean recorded) throws Exception {
        Touchpoint buy = order("o-" + stream, "2026-01-01T00:00:00Z", "1", "CNY");
        append(recorded(buy), entered(null, "activation", buy));
        Instant churnsAt = Instant.parse("2026-03-02T00:00:00Z");
        if (recorded) {
            append(new ChurnDetected(
                    "aarrr",
                    1,
                    "activation",
                    "churn",
                    "silence",
                    null,
                    buy.occurredAt(),
                    Duration.ofDays(60),
                    churnsAt));
        }
        ask("", "at", "2026-03-01T23:59:59.999999Z")
                .andExpect(jsonPath("$.stages[0].stage").value("activation"));
        ask("", "at", "2026-03-02T00:00:00Z")
                .andExpect(jsonPath("$.stages[0].stage").value("churn"))
                .andExpect(jsonPath("$.stages[0].lost").value(true))
                .andExpect(jsonPath("$.stages[0].since").value("2026-03-02T00:00:00Z"))
                .andExpect(jsonPath("$.stages[0].rule").value("silence"));
    }

    @Test
    void a_summary_says_what_she_allows_at_that_instant() throws Exception {
        Instant may = Instant.parse("2026-05-01T00:00:00Z");
        append(
                new ConsentChanged("email", false, may.plusSeconds(60), "desk", null, null),
                new ConsentChanged("email", true, may, "web-form", "2026-03", null));
        ask("").andExpect(jsonPath("$.consents.length()").value(1))
                .andExpect(jsonPath("$.consents[0].purpose").value("email"))
                .andExpect(jsonPath("$.consents[0].granted").value(false))
                .andExpect(jsonPath("$.consents[0].source").value("desk"));
        ask("", "at", "2026-05-01T00:00:59Z")
                .andExpect(jsonPath("$.consents[0].granted").value(true))
                .andExpect(jsonPath("$.consents[0].since").value("2026-05-01T00:00:00Z"));
        ask("", "at", "2026-04-30T23:59:59Z")
                .andExpect(jsonPath("$.consents.length()").value(0));
    }

    @Test
    void a_summary_says_what_campaigns_there_were_and_how_far_they_have_come() throws Exception {
        append(
                CampaignStory.started("e1", 10),
                CampaignStory.blocked("e1", 1, "cap", 10),
                CampaignStory.made("e1", 2, 13),
                CampaignStory.ended("e1", "returned", 14),
                CampaignStory.started("e2", 120),
                CampaignStory.heldOut("e2", 120));
        ask("").andExpect(jsonPath("$.campaigns.length()").value(2))
                .andExpect(jsonPath("$.campaigns[0].episode").value("e2"))
                .andExpect(jsonPath("$.campaigns[0].state").value("under-way"))
                .andExpect(jsonPath("$.campaigns[0].arm").value("held-out"))
                .andExpect(jsonPath("$.campaigns[0].reason").doesNotExist())
                .andExpect(jsonPath("$.campaigns[1].campaign").value("we-miss-you"))
                .andExpect(jsonPath("$.campaigns[1].state").value("ended"))
                .andExpect(jsonPath("$.campaigns[1].arm").value("addressed"))
                .andExpect(jsonPath("$.campaigns[1].messages").value(1))
                .andExpect(jsonPath("$.campaigns[1].blocked").value("cap"))
                .andExpect(jsonPath("$.campaigns[1].reason").value("returned"))
                .andExpect(jsonPath("$.campaigns[1].ended").value("2026-01-15T00:00:00Z"));
        ask("", "at", "2026-01-11T00:00:00Z")
                .andExpect(jsonPath("$.campaigns.length()").value(1))
                .andExpect(jsonPath("$.campaigns[0].state").value("under-way"))
                .andExpect(jsonPath("$.campaigns[0].arm").doesNotExist());
        ask("/timeline", "type", "OfferBlocked")
                .andExpect(jsonPath("$.items[0].inputs.purpose").value("email"))
                .andExpect(jsonPath("$.items[0].reason").value("cap"));
    }

    @Test
    void what_campaigns_did_is_told_of_whoever_she_turned_out_to_be() throws Exception {
        String other = LifecycleId.random().value();
        ledger.append(
                other,
                new LifecycleOpened("shop", List.of()),
                CampaignStory.started("e1", 10),
                CampaignStory.made("e1", 1, 10),
                CampaignStory.ended("e1", "merged", 12));
        ledger.append(other, new LifecycleMerged(new LifecycleId(stream), "identify"));
        append(new LifecycleJoined(new LifecycleId(other), "identify", List.of(), Offered.NOTHING));
        ask("").andExpect(jsonPath("$.campaigns[0].episode").value("e1"))
                .andExpect(jsonPath("$.campaigns[0].reason").value("merged"));
        ask("/timeline", "type", "OfferMade")
                .andExpect(jsonPath("$.items.length()").value(1));
    }

    @Test
    void a_stranger_is_a_404_that_says_what_was_tried() throws Exception {
        mvc.perform(get("/api/users/nobody/timeline"))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.tried", contains("userId", "anonymousId")))
                .andExpect(jsonPath("$.detail", containsString("userId or anonymousId “nobody”")));
        mvc.perform(get("/api/users/email:nobody@example.org"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.tried", contains("email")));
        mvc.perform(get("/api/users/nobody/timeline").header("Accept", "text/csv"))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType("application/problem+json"));
    }

    @Test
    void somebody_not_known_then_is_a_404_that_says_so() throws Exception {
        ask("/timeline", "knownAt", "position:1")
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail", containsString("was known at position 1")));
    }

    @Test
    void a_name_without_a_kind_finds_an_anonymous_id_too() throws Exception {
        append(linked(1, ExternalId.anonymous("device-" + stream)));
        mvc.perform(get("/api/users/{id}", "device-" + stream).param("after", Long.toString(last)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.ids[0].value").value(user))
                .andExpect(jsonPath("$.ids[1].kind").value("anonymousId"));
    }
}
