package io.flywheel;

import static io.flywheel.UnreliableNetwork.Trouble.ANSWER_LOST;
import static io.flywheel.UnreliableNetwork.Trouble.TOO_MANY_REQUESTS;
import static io.flywheel.UnreliableNetwork.Trouble.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.TrackMessage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The Java Segment client as published, only its host changed, through a network that makes trouble. */
class SegmentClientE2E {
    private static final String WRITE_KEY = "segment-client";
    private static final int PEOPLE = 50;
    private static final int CALLS_EACH = 6;
    private static final int CALLS = PEOPLE * CALLS_EACH;
    private static final int CALLS_IN_A_BATCH = 25;

    // Each batch is in trouble once at most, and all wait at the same time: the client's first pause is up to 30 s.
    private static final List<UnreliableNetwork.Trouble> TROUBLES = List.of(
            TOO_MANY_REQUESTS, UNAVAILABLE, ANSWER_LOST, TOO_MANY_REQUESTS, UNAVAILABLE, ANSWER_LOST, ANSWER_LOST);

    @TempDir
    Path data;

    private ConfigurableApplicationContext product;
    private URI address;

    @BeforeEach
    void start() {
        product = new SpringApplicationBuilder(Flywheel.class)
                .run(
                        "--server.port=0",
                        "--flywheel.demo=none",
                        "--flywheel.data=" + data,
                        "--flywheel.sources.segment.write-key=" + WRITE_KEY);
        address = URI.create("http://127.0.0.1:" + product.getEnvironment().getProperty("local.server.port"));
    }

    @AfterEach
    void stop() {
        product.close();
    }

    @Test
    void every_call_of_the_unmodified_java_client_is_recorded_exactly_once_through_429_503_and_lost_answers()
            throws Exception {
        Set<String> delivered = ConcurrentHashMap.newKeySet();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        try (UnreliableNetwork network = new UnreliableNetwork(address, TROUBLES);
                ExecutorService senders = Executors.newCachedThreadPool()) {
            Analytics analytics = Analytics.builder(WRITE_KEY)
                    .endpoint(network.address())
                    .flushQueueSize(CALLS_IN_A_BATCH)
                    .retries(5)
                    .networkExecutor(senders)
                    .callback(remember(delivered, failures))
                    .build();
            for (int person = 0; person < PEOPLE; person++) {
                send(analytics, "person-" + person);
            }
            analytics.flush();

            await().atMost(Duration.ofMinutes(4))
                    .untilAsserted(
                            () -> assertThat(delivered.size() + failures.size()).isEqualTo(CALLS));
            analytics.shutdown();

            assertThat(failures).isEmpty();
            assertThat(network.count(TOO_MANY_REQUESTS)).isEqualTo(2);
            assertThat(network.count(UNAVAILABLE)).isEqualTo(2);
            assertThat(network.count(ANSWER_LOST)).isEqualTo(3);
        }

        assertThat(recordedTouchpoints()).isEqualTo(CALLS);
        RestClient http = RestClient.create(address.toString());
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            for (int person = 0; person < PEOPLE; person++) {
                assertThat(touchpointsInTimeline(http, "person-" + person)).isEqualTo(CALLS_EACH);
            }
        });
    }

    private static void send(Analytics analytics, String person) {
        analytics.enqueue(IdentifyMessage.builder().userId(person).traits(Map.of("name", "Name of " + person)));
        analytics.enqueue(PageMessage.builder("Catalogue").userId(person));
        analytics.enqueue(TrackMessage.builder("Signed Up").userId(person));
        analytics.enqueue(TrackMessage.builder("Product Added").userId(person).properties(Map.of("quantity", 2)));
        for (String order : List.of("first", "second")) {
            analytics.enqueue(TrackMessage.builder("Order Completed")
                    .userId(person)
                    .properties(Map.of("order_id", person + "-" + order, "revenue", 12.5, "currency", "EUR")));
        }
    }

    private static Callback remember(Set<String> delivered, Queue<Throwable> failures) {
        return new Callback() {
            @Override
            public void success(Message message) {
                delivered.add(message.messageId());
            }

            @Override
            public void failure(Message message, Throwable reason) {
                failures.add(reason);
            }
        };
    }

    private int recordedTouchpoints() {
        Integer count = product.getBean(JdbcTemplate.class)
                .queryForObject("SELECT COUNT(*) FROM ledger_event WHERE type = 'TouchpointRecorded'", Integer.class);
        return count == null ? 0 : count;
    }

    private static int touchpointsInTimeline(RestClient http, String person) {
        JsonNode timeline = http.get()
                .uri("/api/users/{id}/timeline?limit=100", person)
                .retrieve()
                .body(JsonNode.class);
        int touchpoints = 0;
        for (JsonNode item : timeline.get("items")) {
            if ("TouchpointRecorded".equals(item.get("type").asString())) {
                touchpoints++;
            }
        }
        return touchpoints;
    }
}
