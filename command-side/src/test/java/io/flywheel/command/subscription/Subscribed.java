package io.flywheel.command.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.CommandSideForTests;
import io.flywheel.command.delivery.MovableClock;
import io.flywheel.command.delivery.Receiver;
import io.flywheel.command.identity.PersonFinder;
import io.flywheel.command.lifecycle.Calls;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sources that are told of stage changes by a receiver of their own, and a clock that is moved by hand. */
@SpringBootTest(
        classes = {Subscribed.Setup.class, CommandSideForTests.class},
        properties = {
            "spring.mvc.problemdetails.enabled=true",
            "flywheel.data=target/test-data/subscribed",
            "flywheel.churn.detector=true",
            "flywheel.delivery.look-every=PT0.02S",
            "flywheel.sources.shop.write-key=subscribed-shop",
            "flywheel.sources.shop.stage-changes.secret=" + Subscribed.SECRET,
            "flywheel.sources.crm.write-key=subscribed-crm",
            "flywheel.sources.crm.stage-changes.secret=" + Subscribed.SECRET,
            "flywheel.sources.crm.stage-changes.models=aarrr",
            "flywheel.sources.crm.stage-changes.stages=revenue, churn",
            "flywheel.sources.busy.write-key=subscribed-busy",
            "flywheel.sources.busy.stage-changes.secret=" + Subscribed.SECRET,
            "flywheel.sources.busy.stage-changes.models=aarrr",
            "flywheel.sources.brief.write-key=subscribed-brief",
            "flywheel.sources.brief.stage-changes.secret=" + Subscribed.SECRET,
            "flywheel.sources.brief.stage-changes.models=aarrr",
            "flywheel.sources.brief.stage-changes.news-limit=PT1H",
        })
abstract class Subscribed {
    static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    static final Receiver RECEIVER = new Receiver();

    private static final JsonMapper JSON = new JsonMapper();

    @TestConfiguration(proxyBeanMethods = false)
    static class Setup {
        @Bean
        MovableClock clock() {
            return new MovableClock(Instant.parse("2026-03-02T12:00:00Z"));
        }
    }

    @DynamicPropertySource
    static void receivers(DynamicPropertyRegistry properties) {
        for (String source : List.of("shop", "crm", "busy", "brief")) {
            properties.add("flywheel.sources." + source + ".stage-changes.url", () -> RECEIVER.url("/" + source));
        }
    }

    @Autowired
    WebApplicationContext context;

    @Autowired
    Clock clock;

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    PersonFinder people;

    @Autowired
    StageChangeReading reading;

    @Autowired
    JdbcTemplate jdbc;

    final String user = "ada-" + UUID.randomUUID();
    MockMvc http;

    @BeforeEach
    void everybody_answers() {
        // One for all contexts: this one's clock says when something becomes known.
        GenericEventMessage.clock = clock;
        http = MockMvcBuilders.webAppContextSetup(context).build();
        for (String source : List.of("shop", "crm", "busy", "brief")) {
            RECEIVER.always("/" + source, Receiver.status(200));
        }
    }

    void pass(Duration time) {
        ((MovableClock) clock).pass(time);
    }

    Instant ago(Duration time) {
        return clock.instant().minus(time);
    }

    Instant hoursAgo(long hours) {
        return ago(Duration.ofHours(hours));
    }

    LifecycleId does(String source, String name) {
        return does(source, name, clock.instant());
    }

    /** Each with a message id that says what it is. */
    LifecycleId does(String source, String name, Instant at) {
        return does(source, ExternalId.user(user), name, at);
    }

    LifecycleId does(String source, ExternalId who, String name, Instant at) {
        call(source, TouchpointKind.TRACK, name, List.of(who), at);
        return people.require(who.text());
    }

    void call(String source, TouchpointKind kind, String name, List<ExternalId> who, Instant at) {
        String id = messageId(who.getFirst(), name, at);
        recorder.record(new RecordTouchpoints(
                source, null, List.of(Calls.call(id, kind, name, who, null, at, "{\"messageId\":\"" + id + "\"}"))));
    }

    String messageId(String name, Instant at) {
        return messageId(ExternalId.user(user), name, at);
    }

    private static String messageId(ExternalId who, String name, Instant at) {
        return name + " " + at + " " + who.value();
    }

    static IncomingTouchpoint track(String id, ExternalId who, String name, Instant at) {
        return Calls.track(id, who, name, at);
    }

    /** What a source was told of somebody, in the order that it is told to keep. */
    List<JsonNode> told(String source, LifecycleId person) {
        return RECEIVER.calls.stream()
                .filter(call -> call.path().equals("/" + source))
                .map(call -> JSON.readTree(call.body()))
                .filter(body -> body.at("/data/person").asString().equals(person.value()))
                .sorted(Comparator.<JsonNode>comparingLong(
                                body -> body.at("/data/position").asLong())
                        .thenComparingInt(body -> body.at("/data/part").asInt()))
                .toList();
    }

    /** Waits until a source was told this, as in {@code entered activation}, and nothing else. */
    List<JsonNode> untilTold(String source, LifecycleId person, String... changes) {
        soon().untilAsserted(() -> assertThat(told(source, person))
                .extracting(Subscribed::inWords)
                .containsExactlyElementsOf(Arrays.asList(changes)));
        return told(source, person);
    }

    static String inWords(JsonNode body) {
        return body.get("type").asString().replace("stage.", "") + " "
                + body.at("/data/to").asString();
    }

    static JsonNode data(JsonNode body) {
        return body.get("data");
    }

    /** Whatever happened before has been looked at when somebody who signs up now is told of. */
    void everything_was_read() {
        pass(Duration.ofMillis(1));
        ExternalId last = ExternalId.user("last-" + UUID.randomUUID());
        LifecycleId person = does("crm", last, "Order Completed", clock.instant());
        does("crm", last, "Order Completed", clock.instant().plusMillis(1));
        untilTold("crm", person, "entered revenue");
    }

    /** Whatever was due before has been tried when somebody who signs up now is told of. */
    void everything_was_tried(String source) {
        pass(Duration.ofMillis(1));
        LifecycleId person = does(source, ExternalId.user("last-" + UUID.randomUUID()), "Signed Up", clock.instant());
        untilTold(source, person, "entered activation");
    }

    List<Map<String, Object>> notices(String source, LifecycleId person) {
        return jdbc.queryForList(
                "SELECT id, state, reason, attempts, claimed_until FROM outbox WHERE stream = ? AND channel = ?"
                        + " ORDER BY position, part",
                person.value(),
                "stage-changes/" + source);
    }

    Map<String, Object> onlyNotice(String source, LifecycleId person) {
        List<Map<String, Object>> all = notices(source, person);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    /** Waits until the only notice about her is in that state for that reason. */
    Map<String, Object> untilNotice(String source, LifecycleId person, String state, String reason) {
        soon().untilAsserted(() -> assertThat(onlyNotice(source, person))
                .containsEntry("state", state)
                .containsEntry("reason", reason)
                .hasEntrySatisfying(
                        "claimed_until",
                        until -> assertThat(((Number) until).longValue()).isZero()));
        return onlyNotice(source, person);
    }

    void forget(String id) throws Exception {
        http.perform(post("/api/users/{id}/forget", id)
                        .contentType("application/json")
                        .content("{\"confirm\":\"" + id + "\"}"))
                .andExpect(status().isOk());
    }

    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20));
    }
}
