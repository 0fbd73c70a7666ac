package io.flywheel.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrafficTest {
    private static Traffic traffic(long seed) {
        return new Traffic("people", 200, 2_000, seed, Traffic.START);
    }

    private static List<Touch> all(Iterator<Touch> touches) {
        List<Touch> all = new ArrayList<>();
        touches.forEachRemaining(all::add);
        return all;
    }

    @Test
    void the_same_seed_makes_the_same_traffic_and_another_seed_another() {
        assertThat(all(traffic(1))).isEqualTo(all(traffic(1))).isNotEqualTo(all(traffic(2)));
    }

    @Test
    void nobody_is_left_out_and_no_message_is_sent_twice() {
        Traffic traffic = traffic(1);
        List<Touch> touches = all(traffic);

        assertThat(touches).hasSize(2_000);
        assertThat(touches.stream().map(Touch::userId).distinct()).hasSize(200);
        assertThat(traffic.people()).isEqualTo(200);
        assertThat(touches.stream().map(Touch::messageId).distinct()).hasSize(2_000);
    }

    @Test
    void it_is_in_order_of_time_within_its_span() {
        List<Instant> times = all(traffic(1)).stream().map(Touch::occurredAt).toList();

        assertThat(times).isSorted().doesNotHaveDuplicates();
        assertThat(times.getLast()).isBefore(Traffic.START.plus(Traffic.SPAN));
    }

    @Test
    void five_hundred_in_a_row_are_about_three_hundred_people() {
        Traffic traffic = new Traffic("people", 20_000, 200_000, 1, Traffic.START);
        long people = all(traffic).subList(500, 1_000).stream()
                .map(Touch::person)
                .distinct()
                .count();

        assertThat(people).isBetween(270L, 330L);
    }

    @Test
    void even_traffic_gives_everybody_as_many() {
        Map<Integer, Long> each = all(new EvenTraffic("even", 7, 10, 1)).stream()
                .collect(Collectors.groupingBy(Touch::person, Collectors.counting()));

        assertThat(each)
                .hasSize(7)
                .allSatisfy((person, count) -> assertThat(count).isEqualTo(10));
    }

    @Test
    void a_late_touchpoint_is_an_hour_older_than_its_persons_newest() {
        LateTraffic memory = new LateTraffic(200);
        Map<Integer, Instant> newest = new HashMap<>();
        all(memory.onTime(traffic(1))).forEach(touch -> newest.put(touch.person(), touch.occurredAt()));

        List<Touch> late = all(memory.late(traffic(2)));

        assertThat(late)
                .hasSize(2_000)
                .allSatisfy(touch -> assertThat(Duration.between(touch.occurredAt(), newest.get(touch.person())))
                        .isBetween(Duration.ofMinutes(59), Duration.ofHours(1)));
    }

    @Test
    void batches_hold_the_touchpoints_in_order_as_the_tracking_api_takes_them() {
        List<byte[]> bodies = Bodies.batches(new Traffic("people", 200, 1_100, 1, Traffic.START), 500);
        List<JsonNode> items = new ArrayList<>();
        for (byte[] body : bodies) {
            JsonMapper.shared().readTree(body).path("batch").forEach(items::add);
        }
        List<Touch> touches = all(new Traffic("people", 200, 1_100, 1, Traffic.START));

        assertThat(bodies).hasSize(3).allSatisfy(body -> assertThat(body).hasSizeLessThan(500_000));
        assertThat(items).hasSize(1_100);
        for (int i = 0; i < items.size(); i++) {
            Touch touch = touches.get(i);
            JsonNode item = items.get(i);
            assertThat(item.path("messageId").asString()).isEqualTo(touch.messageId());
            assertThat(item.path("userId").asString()).isEqualTo(touch.userId());
            assertThat(Instant.parse(item.path("timestamp").asString())).isEqualTo(touch.occurredAt());
            assertThat(item.path("properties").has("revenue")).isEqualTo(touch.cents() > 0);
        }
    }

    @Test
    void revenue_keeps_its_two_places() {
        assertThat(Bodies.revenue(new Touch("m", "g", 1, "Order Completed", Traffic.START, 1205)))
                .isEqualTo("12.05");
    }
}
