package io.flywheel;

import static io.flywheel.UnreliableNetwork.Trouble.ANSWER_LOST;
import static io.flywheel.UnreliableNetwork.Trouble.NONE;
import static io.flywheel.UnreliableNetwork.Trouble.TOO_MANY_REQUESTS;
import static io.flywheel.UnreliableNetwork.Trouble.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The Node clients of Segment and RudderStack as published, only their host changed, through a network that makes trouble. */
class NodeClientsE2E {
    private static final String WRITE_KEY = "node-client";
    private static final int PEOPLE = 12;
    private static final int CALLS_EACH = 8;
    private static final int CALLS = PEOPLE * CALLS_EACH;
    private static final List<UnreliableNetwork.Trouble> TROUBLES =
            List.of(TOO_MANY_REQUESTS, UNAVAILABLE, ANSWER_LOST, NONE, ANSWER_LOST, UNAVAILABLE, TOO_MANY_REQUESTS);

    private static NodeClients clients;

    @TempDir
    Path data;

    @BeforeAll
    static void install() {
        clients = NodeClients.install();
    }

    @Test
    void every_call_of_the_segment_client_is_recorded_once_with_its_facts() throws IOException {
        assertThat(sendThrough("segment.js")).containsOnly("POST /v1/batch type=application/json encoding=none basic");
    }

    @Test
    void every_call_of_the_rudderstack_client_is_recorded_once_with_its_facts() throws IOException {
        assertThat(sendThrough("rudder.js"))
                .containsOnly("POST /v1/batch type=application/x-www-form-urlencoded encoding=gzip basic");
    }

    /** @return how the client's requests looked */
    private List<String> sendThrough(String script) throws IOException {
        try (Running product =
                Running.on(data, "--flywheel.demo=none", "--flywheel.sources.node.write-key=" + WRITE_KEY)) {
            List<String> requests;
            try (UnreliableNetwork network =
                    new UnreliableNetwork(URI.create(product.http().base()), TROUBLES)) {
                JsonNode told = clients.send(script, network.address(), WRITE_KEY, PEOPLE);
                assertThat(told.get("failures")).isEmpty();
                assertThat(told.get("delivered").asInt()).isEqualTo(CALLS);
                assertThat(network.count(TOO_MANY_REQUESTS)).isEqualTo(2);
                assertThat(network.count(UNAVAILABLE)).isEqualTo(2);
                assertThat(network.count(ANSWER_LOST)).isEqualTo(2);
                requests = network.requests();
            }
            assertThat(product.http().json("/api/quarantine").get("items")).isEmpty();
            assertThat(product.count("TouchpointRecorded")).isEqualTo(CALLS);
            product.http().awaitCaughtUp();
            for (int person = 0; person < PEOPLE; person++) {
                factsOf(product.http(), "person-" + person);
                idsLeadTo(product.http(), "person-" + person);
            }
            return requests;
        }
    }

    private static void factsOf(Http http, String person) {
        assertThat(touchpoints(http, person))
                .extracting(
                        item -> item.get("name").asString(),
                        item -> item.get("kind").asString(),
                        item -> item.path("channel").asString(""),
                        item -> item.get("occurredAt").asString(),
                        item -> item.path("money").path("amount").asString(""))
                .containsExactly(
                        tuple("Page Viewed", "PAGE", "web", "2026-03-01T12:30:00Z", ""),
                        tuple("Identified", "IDENTIFY", "", "2026-03-02T12:30:00Z", ""),
                        tuple("Signed Up", "TRACK", "web", "2026-03-03T12:30:00Z", ""),
                        tuple("Screen Viewed", "SCREEN", "app", "2026-03-04T12:30:00Z", ""),
                        tuple("Order Completed", "TRACK", "", "2026-03-05T12:30:00Z", "12.75"),
                        tuple("Grouped", "GROUP", "", "2026-03-06T12:30:00Z", ""),
                        tuple("Aliased", "ALIAS", "", "2026-03-07T12:30:00Z", ""),
                        tuple("Product Viewed", "TRACK", "", "2026-03-08T12:30:00Z", ""));
        JsonNode value = http.json("/api/users/" + person).get("value");
        assertThat(value).hasSize(1);
        assertThat(value.get(0).get("amount").asString()).isEqualTo("12.75");
        assertThat(value.get(0).get("currency").asString()).isEqualTo("EUR");
    }

    private static void idsLeadTo(Http http, String person) {
        List<JsonNode> story = touchpoints(http, person);
        for (String other : List.of("anonymousId:visitor-of-" + person, "earlier-" + person)) {
            assertThat(touchpoints(http, other)).as(other).isEqualTo(story);
        }
    }

    private static List<JsonNode> touchpoints(Http http, String person) {
        return http.json("/api/users/" + person + "/timeline?limit=100&order=asc")
                .get("items")
                .valueStream()
                .filter(item -> item.get("type").asString().equals("TouchpointRecorded"))
                .toList();
    }
}
