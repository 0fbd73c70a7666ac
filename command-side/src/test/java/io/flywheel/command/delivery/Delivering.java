package io.flywheel.command.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.CommandSideForTests;
import io.flywheel.command.identity.PersonFinder;
import io.flywheel.command.lifecycle.ConsentRecorder;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
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

/** Delivery with channels of each type, a mail server, a receiver of webhooks, and a clock that is moved by hand. */
@SpringBootTest(
        classes = {Delivering.Setup.class, CommandSideForTests.class},
        properties = {
            "spring.mvc.problemdetails.enabled=true",
            "flywheel.delivery.look-every=PT0.02S",
            "flywheel.public-url=https://flywheel.example/ledger/",
            "flywheel.channels.push.type=webhook",
            "flywheel.channels.push.secret=" + Delivering.SECRET,
            "flywheel.channels.push.timeout=PT1S",
            "flywheel.channels.busy.type=webhook",
            "flywheel.channels.busy.secret=whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "flywheel.channels.email.from=Shöp <news@shop.example>",
            "flywheel.channels.email.secret=whsec_ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=",
            "flywheel.channels.away.type=webhook",
            "flywheel.channels.away.url=http://127.0.0.1:9/",
            "flywheel.channels.away.secret=" + Delivering.SECRET,
        })
abstract class Delivering {
    static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    static final Receiver RECEIVER = new Receiver();
    static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    static {
        MAIL.start();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Setup {
        @Bean
        Clock clock() {
            return new MovableClock(Instant.now());
        }

        @Bean
        HandSwitch handSwitch() {
            return new HandSwitch();
        }
    }

    static final class HandSwitch implements SendingSwitch {
        volatile boolean stopped;

        @Override
        public boolean isStopped() {
            return stopped;
        }
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) {
        properties.add("flywheel.channels.push.url", () -> RECEIVER.url("/push"));
        properties.add("flywheel.channels.busy.url", () -> RECEIVER.url("/busy"));
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
    }

    @Autowired
    WebApplicationContext context;

    @Autowired
    Clock clock;

    @Autowired
    HandSwitch sending;

    @Autowired
    Outbox outbox;

    @Autowired
    OutboxList list;

    @Autowired
    TouchpointRecorder recorder;

    @Autowired
    ConsentRecorder consents;

    @Autowired
    PersonFinder people;

    @Autowired
    JdbcTemplate jdbc;

    final String user = "ada-" + UUID.randomUUID();
    LifecycleId person;
    MockMvc http;

    @BeforeEach
    void somebody_who_consents() {
        http = MockMvcBuilders.webAppContextSetup(context).build();
        person = somebody(user, """
                {"traits":{"email":"%s@example.org"},"context":{"locale":"en-GB","timezone":"Europe/London"}}""".formatted(user));
        says(person, true);
    }

    @AfterEach
    void go_on() {
        sending.stopped = false;
    }

    LifecycleId somebody(String userId, String rest) {
        identify(userId, rest, clock.instant());
        return people.find(userId).orElseThrow();
    }

    void identify(String userId, String rest, Instant at) {
        call(TouchpointKind.IDENTIFY, "Identify", List.of(ExternalId.user(userId)), rest, at);
    }

    void call(TouchpointKind kind, String name, List<ExternalId> ids, String rest, Instant at) {
        String message = UUID.randomUUID().toString();
        recorder.record(new RecordTouchpoints(
                "shop",
                null,
                List.of(new IncomingTouchpoint(
                        message, kind, name, ids, null, "web", at, null, null, null, null, null, Map.of(), rest,
                        message))));
    }

    void says(LifecycleId who, boolean granted) {
        pass(Duration.ofMillis(1));
        consents.record(who, new ConsentChanged("email", granted, clock.instant(), "test", null, null));
    }

    void pass(Duration time) {
        ((MovableClock) clock).pass(time);
    }

    OutgoingMessage message(String channel) {
        return message(channel, "we-miss-you", person);
    }

    OutgoingMessage message(String channel, String template, LifecycleId to) {
        return new OutgoingMessage(
                LifecycleId.random().value(),
                to,
                LifecycleId.random().value(),
                "win-back",
                2,
                1,
                channel,
                template,
                "email",
                clock.instant());
    }

    OutgoingMessage put(OutgoingMessage message) {
        outbox.put(List.of(message));
        return message;
    }

    OutboxEntry entry(OutgoingMessage message) {
        return list.find(message.id()).orElseThrow();
    }

    /** Waits until what becomes of it is told. */
    OutboxEntry ends(OutgoingMessage message, String state) {
        soon().until(() -> entry(message).state().equals(state));
        return entry(message);
    }

    OutboxEntry fails(OutgoingMessage message, int attempts) {
        soon().until(() ->
                entry(message).attempts() == attempts && entry(message).reason() != null && isIdle(message));
        return entry(message);
    }

    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
    }

    private boolean isIdle(OutgoingMessage message) {
        return jdbc.queryForObject("SELECT claimed_until FROM outbox WHERE id = ?", Long.class, message.id()) == 0;
    }

    /** What is recorded about a message, once at least so many are. */
    List<Touchpoint> touchpoints(OutgoingMessage message, int atLeast) {
        soon().untilAsserted(() -> assertThat(touchpoints(message)).hasSizeGreaterThanOrEqualTo(atLeast));
        return touchpoints(message);
    }

    List<Touchpoint> touchpoints(OutgoingMessage message) {
        return jdbc
                .query(
                        "SELECT payload FROM ledger_event WHERE type = 'TouchpointRecorded' ORDER BY position",
                        (row, number) -> (TouchpointRecorded) EventFormat.read("TouchpointRecorded", row.getBytes(1)))
                .stream()
                .map(TouchpointRecorded::facts)
                .filter(facts -> message.id().equals(facts.reference()))
                .toList();
    }
}
