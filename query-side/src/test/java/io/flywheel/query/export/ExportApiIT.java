package io.flywheel.query.export;

import static io.flywheel.query.PersonWorld.linked;
import static io.flywheel.query.PersonWorld.order;
import static io.flywheel.query.PersonWorld.recorded;
import static io.flywheel.query.PersonWorld.touchpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.privacy.Sealed;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.platform.TestLedger;
import io.flywheel.query.winback.CampaignStory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that is known of somebody, and nothing that is known of others. */
@SpringBootTest(classes = PersonWorld.class)
class ExportApiIT {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Autowired
    TestLedger ledger;

    @Autowired
    WebApplicationContext context;

    private final String stream = LifecycleId.random().value();
    private final String user = "user-" + stream;
    private MockMvc mvc;
    private long last;

    @BeforeEach
    void open() {
        mvc = MockMvcBuilders.webAppContextSetup(context).build();
        append(new LifecycleOpened("shop", List.of()), linked(0, ExternalId.user(user)));
    }

    private void append(Object... events) {
        last = ledger.append(stream, events).getLast().position();
    }

    private static TouchpointRecorded sent(Touchpoint facts, Sealed sealed) {
        return new TouchpointRecorded(facts, sealed, "digest", List.of(0), "import-1");
    }

    private MockHttpServletResponse answer() throws Exception {
        return mvc.perform(get("/api/users/{id}/export", user).param("after", Long.toString(last)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse();
    }

    private JsonNode export() throws Exception {
        return JSON.readTree(answer().getContentAsByteArray());
    }

    @Test
    void everything_that_is_known_of_her_is_in_it() throws Exception {
        Touchpoint first = order("o1-" + stream, "2026-05-01T00:00:00Z", "10.00", "CNY");
        Touchpoint second = order("o2-" + stream, "2026-05-02T00:00:00Z", "7.50", "EUR");
        Touchpoint wrong = touchpoint("w-" + stream, "Signed Up", "2026-04-01T00:00:00Z");
        append(
                recorded(wrong),
                sent(first, PersonWorld.sealed(first, "{\"traits\":{\"name\":\"Ada\"}}")),
                new StageEntered("aarrr", 1, null, "activation", "first-order", first.key(), first.occurredAt()),
                recorded(second),
                new TouchpointVoided(wrong, "test data", "ops", null, null, null),
                new ConsentChanged("email", false, MARCH.plusSeconds(60), "desk", null, null),
                new ConsentChanged("email", true, MARCH, "web-form", "2026-03", null));
        JsonNode export = export();
        assertThat(export.at("/format/name").asString()).isEqualTo("flywheel-person");
        assertThat(export.at("/format/version").asInt()).isEqualTo(1);
        assertThat(export.at("/position").asLong()).isEqualTo(last);
        assertThat(export.at("/at").asString()).isEqualTo(PersonWorld.NOW.toString());
        assertThat(export.at("/identities/0/value").asString()).isEqualTo(user);
        assertThat(export.at("/stages/0/stage").asString()).isEqualTo("activation");
        assertThat(export.at("/stages/0/rule").asString()).isEqualTo("first-order");
        assertThat(export.at("/paths/0/model").asString()).isEqualTo("aarrr");
        assertThat(export.at("/paths/0/steps/0/to").asString()).isEqualTo("activation");
        assertThat(export.at("/value").toString())
                .isEqualTo("[{\"currency\":\"CNY\",\"orders\":1,\"net\":{\"amount\":\"10.00\",\"currency\":\"CNY\"}},"
                        + "{\"currency\":\"EUR\",\"orders\":1,\"net\":{\"amount\":\"7.50\",\"currency\":\"EUR\"}}]");
        assertThat(export.at("/rfm/orders").asInt()).isEqualTo(1);
        assertThat(export.at("/consents/0/state/granted").asBoolean()).isFalse();
        assertThat(export.at("/consents/0/changes")).hasSize(2);
        assertThat(export.at("/touchpoints")).hasSize(3);
        assertThat(export.at("/touchpoints/0/voided").asBoolean()).isTrue();
        assertThat(export.at("/touchpoints/1/voided").asBoolean()).isFalse();
        assertThat(export.at("/touchpoints/1/facts/name").asString()).isEqualTo("Order Completed");
        assertThat(export.at("/touchpoints/1/facts/money/amount").asString()).isEqualTo("10.00");
        assertThat(export.at("/touchpoints/1/importId").asString()).isEqualTo("import-1");
        assertThat(export.at("/touchpoints/1/sent/traits/name").asString()).isEqualTo("Ada");
        assertThat(export.at("/touchpoints/1/recordedAt").asString()).startsWith("2026-01-01T");
        assertThat(export.at("/events")
                        .valueStream()
                        .map(each -> each.get("type").asString()))
                .containsExactlyInAnyOrder(
                        "LifecycleOpened",
                        "IdentityLinked",
                        "StageEntered",
                        "TouchpointVoided",
                        "ConsentChanged",
                        "ConsentChanged");
        assertThat(export.at("/events").valueStream().filter(each -> each.has("identity")))
                .singleElement()
                .satisfies(
                        linked -> assertThat(linked.get("identity").asString()).isEqualTo(user));
        assertThat(export.propertyNames()).last().isEqualTo("complete");
        assertThat(export.get("format").get("members").propertyNames())
                .containsExactlyElementsOf(export.propertyNames().stream()
                        .filter(name -> !name.equals("format"))
                        .toList());
    }

    @Test
    void what_campaigns_decided_about_her_is_in_it_with_what_it_was_decided_from() throws Exception {
        append(
                CampaignStory.started("e-" + stream, 10),
                CampaignStory.heldOut("e-" + stream, 10),
                CampaignStory.ended("e-" + stream, "returned", 14));
        JsonNode export = export();
        assertThat(export.at("/campaigns/0/arm").asString()).isEqualTo("held-out");
        assertThat(export.at("/campaigns/0/reason").asString()).isEqualTo("returned");
        assertThat(export.at("/events")
                        .valueStream()
                        .filter(each -> each.get("type").asString().equals("OfferHeldOut")))
                .singleElement()
                .satisfies(each ->
                        assertThat(each.at("/details/inputs/draw").asDouble()).isEqualTo(0.125));
    }

    @Test
    void it_is_a_file_that_names_nobody_and_is_kept_nowhere() throws Exception {
        mvc.perform(get("/api/users/{id}/export", user).param("after", Long.toString(last)))
                .andExpect(header().string("Content-Disposition", "attachment; filename=\"person-export.json\""))
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(content().contentTypeCompatibleWith("application/json"))
                .andExpect(jsonPath("$.touchpoints.length()").value(0))
                .andExpect(jsonPath("$.rfm").isEmpty())
                .andExpect(jsonPath("$.complete").value(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2,\"n\":1.00000000000000000000001e999}",
                "{\"a\":",
                "{} {}",
                "",
                "no json \" \\ \u0000 \u2028 </script>",
                "{\"a\":NaN}",
                "{\"deep\":[[[[[[]]]]]]}",
                "half a pair: \ud83d",
                "[1,2"
            })
    void whatever_was_sent_it_stays_json_with_nothing_lost(String text) throws Exception {
        Touchpoint lit = touchpoint("m-" + stream, "Lamp \"Lit\" \\ 灯", "2026-04-01T00:00:00Z");
        append(sent(lit, PersonWorld.sealed(lit, text)));
        String body = new String(answer().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
        JsonNode export = JSON.readTree(body);
        assertThat(export.at("/touchpoints/0/facts/name").asString()).isEqualTo("Lamp \"Lit\" \\ 灯");
        JsonNode sent = export.at("/touchpoints/0/sent");
        if (sent.isString()) {
            assertThat(sent.asString()).isEqualTo(text.replace('\ud83d', '?'));
        } else {
            assertThat(body).contains("\"sent\":" + text);
        }
    }

    @Test
    void what_cannot_be_opened_is_missing_and_the_rest_is_there() throws Exception {
        append(sent(touchpoint("m-" + stream, "Signed Up", "2026-04-01T00:00:00Z"), new Sealed("other:x")));
        JsonNode export = export();
        assertThat(export.at("/touchpoints/0/sent").isNull()).isTrue();
        assertThat(export.at("/touchpoints/0/facts/name").asString()).isEqualTo("Signed Up");
    }

    @Test
    void a_long_history_is_told_whole_and_in_order() throws Exception {
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 1_700; i++) {
            many.add(recorded(touchpoint(
                    "m" + i + stream,
                    "Page Viewed",
                    MARCH.plusSeconds(i * 7_919L % 1_700).toString())));
        }
        append(many.toArray());
        List<String> times = export().at("/touchpoints")
                .valueStream()
                .map(each -> each.get("occurredAt").asString())
                .toList();
        assertThat(times).hasSize(1_700).isSorted();
    }

    @Test
    void a_stranger_is_a_404_and_no_file() throws Exception {
        mvc.perform(get("/api/users/nobody/export"))
                .andExpect(status().isNotFound())
                .andExpect(header().doesNotExist("Content-Disposition"))
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.detail", containsString("“nobody”")));
    }
}
