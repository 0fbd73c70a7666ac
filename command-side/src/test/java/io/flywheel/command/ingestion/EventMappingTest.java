package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.api.touchpoint.Touchpoints;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EventMappingTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Source SHOP = new Source("shop", List.of("plan", "seats", "trial"), Set.of());

    private final EventMapping mapping = new EventMapping(
            new SourceSettings("data", "usd", Map.of()), new EventDigest(new BlindIndex(Touchpoints.SECRET)));

    private static JsonNode event(String members) {
        return EventJson.MAPPER.readTree("{\"messageId\":\"m-1\"," + members.replace('\'', '"') + "}");
    }

    private IncomingTouchpoint map(String members) {
        try {
            return mapping.map(event(members), SHOP, NOW);
        } catch (Unfit unfit) {
            throw new AssertionError(unfit.reason() + ": " + unfit.detail());
        }
    }

    private IncomingTouchpoint track(String members) {
        return map("'type':'track','userId':'ada','event':'Order Completed'," + members);
    }

    private String reason(String members) {
        Unfit unfit = catchThrowableOfType(Unfit.class, () -> mapping.map(event(members), SHOP, NOW));
        assertThat(unfit).as(members).isNotNull();
        assertThat(unfit.detail()).endsWith(".");
        return unfit.reason();
    }

    @Test
    void facts_are_taken_out_and_everything_else_is_sealed() {
        IncomingTouchpoint one = track("'anonymousId':'a-1','timestamp':'2026-03-01T10:00:00.123456789Z',"
                + "'sentAt':'2026-03-01T10:00:05Z','context':{'ip':'10.0.0.1'},'properties':{'revenue':12.50,"
                + "'currency':'cny','quantity':3,'rating':4.5,'duration':90,'order_id':77,'channel':'Web ',"
                + "'plan':'gold','seats':5.0,'trial':true,'note':'hi','products':[{'sku':'x'}]}");

        assertThat(one.kind()).isEqualTo(TouchpointKind.TRACK);
        assertThat(one.name()).isEqualTo("Order Completed");
        assertThat(one.ids()).containsExactly(ExternalId.user("ada"), ExternalId.anonymous("a-1"));
        assertThat(one.occurredAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00.123456Z"));
        assertThat(one.money().amount()).isEqualTo("12.50");
        assertThat(one.money().currency()).isEqualTo("CNY");
        assertThat(one.quantity()).isEqualTo("3");
        assertThat(one.score()).isEqualTo("4.5");
        assertThat(one.seconds()).isEqualTo("90");
        assertThat(one.reference()).isEqualTo("77");
        assertThat(one.channel()).isEqualTo("web");
        assertThat(one.properties()).isEqualTo(Map.of("plan", "gold", "seats", 5L, "trial", true));
        assertThat(EventJson.MAPPER.readTree(one.sealed()))
                .isEqualTo(EventJson.MAPPER.readTree(
                        "{\"messageId\":\"m-1\",\"timestamp\":\"2026-03-01T10:00:00.123456789Z\","
                                + "\"sentAt\":\"2026-03-01T10:00:05Z\",\"context\":{\"ip\":\"10.0.0.1\"},"
                                + "\"properties\":{\"note\":\"hi\",\"products\":[{\"sku\":\"x\"}]},"
                                + "\"receivedAt\":\"2026-03-10T12:00:00Z\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "page, PAGE, Page Viewed, web",
        "screen, SCREEN, Screen Viewed, app",
        "identify, IDENTIFY, Identified,",
        "group, GROUP, Grouped,",
        "TRACK, TRACK, E,",
    })
    void each_call_has_its_kind_name_and_channel(String type, TouchpointKind kind, String name, String channel) {
        IncomingTouchpoint one = map("'type':'" + type + "','userId':'ada','event':'E','name':'Prices'");
        assertThat(one.kind()).isEqualTo(kind);
        assertThat(one.name()).isEqualTo(name);
        assertThat(one.channel()).isEqualTo(channel);
        assertThat(one.sealed()).contains("Prices");
    }

    @ParameterizedTest
    @CsvSource({"analytics.js, web", "RudderLabs JavaScript SDK, web", "analytics-ios, app", "analytics-java,"})
    void the_library_tells_the_channel_where_nobody_says_it(String library, String channel) {
        assertThat(track("'context':{'library':{'name':'" + library + "'}}").channel())
                .isEqualTo(channel);
    }

    @Test
    void a_number_is_an_id_as_its_text_and_a_blank_one_is_missing() {
        assertThat(map("'type':'track','event':'E','userId':42,'anonymousId':' '")
                        .ids())
                .containsExactly(ExternalId.user("42"));
        assertThat(map("'type':'track','event':'E','userId':'','anonymousId':'a'")
                        .ids())
                .containsExactly(ExternalId.anonymous("a"));
    }

    @Test
    void an_alias_says_which_id_it_replaces() {
        assertThat(map("'type':'alias','userId':'ada','previousId':'x'").previousId())
                .isEqualTo(ExternalId.user("x"));
        assertThat(map("'type':'alias','userId':'ada','anonymousId':'x','previousId':'x'")
                        .previousId())
                .isEqualTo(ExternalId.anonymous("x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'revenue':12.50 | 12.50",
                "'revenue':'12.50' | 12.50",
                "'revenue':null,'total':3 | 3",
                "'revenue':1,'total':3 | 1",
                "'revenue':0 | 0",
                "'revenue':1e2 | 100",
                "'revenue':999999999999.999999 | 999999999999.999999",
                "'revenue':'' |",
                "'value':5 |",
            })
    void money_is_read_exactly(String properties, BigDecimal amount) {
        IncomingTouchpoint one = track("'properties':{" + properties + "}");
        if (amount == null) {
            assertThat(one.money()).isNull();
        } else {
            assertThat(one.money().amount()).isEqualTo(amount);
            assertThat(one.money().currency()).isEqualTo("USD");
        }
    }

    @Test
    void an_amount_that_is_only_quoted_is_no_money() {
        IncomingTouchpoint one =
                map("'type':'track','userId':'a','event':'Checkout Started','properties':{'revenue':5}");
        assertThat(one.money()).isNull();
        assertThat(one.sealed()).contains("\"revenue\":5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "-Infinity",
                "'NaN'",
                "'12,50'",
                "'$5'",
                "[]",
                "{}",
                "true",
                "1e400000000",
                "1e-400000000",
                "'1e999999999'",
                "1000000000000",
                "'1000000000000.5'",
                "1e400",
                "1234567890123456789012345678901234567890",
                "0.1234567"
            })
    void an_amount_that_is_no_plausible_number_goes_to_quarantine(String amount) {
        assertThat(reason("'type':'track','userId':'a','event':'E','properties':{'revenue':" + amount + "}"))
                .isEqualTo("bad-money");
    }

    @Test
    void a_negative_amount_or_a_strange_currency_goes_to_quarantine() {
        String event = "'type':'track','userId':'a','event':'Order Refunded','properties':{'revenue':";
        assertThat(reason(event + "-0.01}")).isEqualTo("negative-money");
        assertThat(reason(event + "1,'currency':'dollars and cents'}")).isEqualTo("bad-money");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'many'", "NaN", "1e400000000", "[1]"})
    void a_quantity_that_is_no_number_stays_a_free_property(String quantity) {
        IncomingTouchpoint one = track("'properties':{'quantity':" + quantity + "}");
        assertThat(one.quantity()).isNull();
        assertThat(one.sealed()).contains("\"quantity\":");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'track','event':'E' | no-person",
                "'type':'track','userId':{},'event':'E' | bad-text",
                "'type':'track','userId':'ada' | no-event",
                "'type':'track','userId':'ada','event':' ' | no-event",
                "'type':'nonsense','userId':'ada' | unknown-type",
                "'userId':'ada' | unknown-type",
                "'type':'alias','userId':'ada' | no-previous-id",
                "'type':'track','userId':'a\\u0000b','event':'E' | bad-text",
                "'type':'track','userId':'\\ud83c','event':'E' | bad-text",
                "'type':'track','userId':'ada','event':'E\\n' | bad-text",
                "'type':'track','userId':'ada','event':'E','timestamp':'soon' | bad-time",
                "'type':'track','userId':'ada','event':'E','timestamp':1700000000 | bad-time",
            })
    void an_unfit_event_has_a_stable_reason(String members, String reason) {
        assertThat(reason(members)).isEqualTo(reason);
    }

    @Test
    void ids_and_names_are_bounded() {
        String event = "'type':'track','event':'E','userId':'";
        assertThat(reason(event + "x".repeat(256) + "'")).isEqualTo("too-long");
        assertThat(reason(event + "a','messageId':'" + "x".repeat(101) + "'")).isEqualTo("too-long");
        assertThat(map(event + "a','messageId':'" + "x".repeat(100) + "'").messageId())
                .hasSize(100);
    }

    @Test
    void half_a_character_in_free_text_becomes_one_that_utf8_can_hold() {
        IncomingTouchpoint one = track("'properties':{'note':'a\\ud83cb \\u0000 \\ud83c\\udf89'}");
        String back = new String(one.sealed().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(back).isEqualTo(one.sealed());
        assertThat(EventJson.MAPPER
                        .readTree(one.sealed())
                        .at("/properties/note")
                        .asString())
                .isEqualTo("a\uFFFDb \u0000 🎉");
    }
}
