package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.touchpoint.RecordingOutcome;
import io.flywheel.api.touchpoint.TouchpointKind;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergingIT extends LinkedPeople {
    @Test
    void a_known_person_gets_the_past_of_her_device_and_her_path_is_the_fold_of_both() {
        record(track("p1", device("p-phone"), "Page Viewed", 1), track("p2", device("p-phone"), "Order Completed", 5));
        record(track("p3", user("p-ada"), "Order Completed", 3));
        assertThat(stage("p-ada")).isEqualTo("activation");

        RecordingOutcome told = record(identify("p4", user("p-ada"), device("p-phone")));

        assertThat(told.refused()).isEmpty();
        assertThat(person("anonymousId:p-phone")).isEqualTo(person("p-ada"));
        assertThat(names("p-ada")).containsExactly("Page Viewed", "Order Completed", "Order Completed");
        assertThat(stage("p-ada")).isEqualTo("revenue");
    }

    @Test
    void a_merged_past_can_go_on_under_any_of_her_ids() {
        record(track("g1", device("g-phone"), "Page Viewed", 1));
        record(track("g2", user("g-ada"), "Page Viewed", 2));
        record(identify("g3", user("g-ada"), device("g-phone")));
        record(track("g4", device("g-phone"), "Order Completed", 3), track("g5", user("g-ada"), "Order Completed", 4));
        assertThat(names("g-ada")).containsExactly("Page Viewed", "Page Viewed", "Order Completed", "Order Completed");
        assertThat(history("g-ada").identities()).hasSize(2);
    }

    @Test
    void what_arrives_in_one_batch_with_the_link_ends_as_what_arrives_apart() {
        record(track("o1", device("o-phone"), "Page Viewed", 1));
        record(track("o2", user("o-ada"), "Page Viewed", 2));
        record(
                track("o3", device("o-phone"), "Order Completed", 3),
                identify("o4", user("o-ada"), device("o-phone")),
                track("o5", device("o-phone"), "Order Completed", 4),
                track("o6", user("o-ada"), "Review Submitted", 5));
        assertThat(names("o-ada"))
                .containsExactly(
                        "Page Viewed", "Page Viewed", "Order Completed", "Order Completed", "Review Submitted");
    }

    @Test
    void people_first_seen_in_the_batch_that_links_them_are_one_from_the_start() {
        record(
                track("f1", device("f-phone"), "Page Viewed", 1),
                track("f2", user("f-ada"), "Page Viewed", 2),
                identify("f3", user("f-ada"), device("f-phone")),
                track("f4", device("f-phone"), "Order Completed", 3));
        assertThat(names("f-ada")).containsExactly("Page Viewed", "Page Viewed", "Order Completed");
        assertThat(store.readEvents(person("f-ada"), 0)
                        .asStream()
                        .map(e -> e.getPayloadType().getSimpleName()))
                .doesNotContain("LifecycleJoined");
    }

    @Test
    void a_chain_of_links_ends_in_one_person() {
        record(track("c1", device("c-1"), "Page Viewed", 1));
        record(track("c2", device("c-2"), "Page Viewed", 2));
        record(track("c3", user("c-ada"), "Page Viewed", 3));
        record(
                identify("c4", device("c-1"), device("c-2")),
                identify("c5", user("c-ada"), device("c-2")),
                track("c6", device("c-1"), "Order Completed", 4));
        assertThat(List.of(person("anonymousId:c-1"), person("anonymousId:c-2")))
                .containsOnly(person("c-ada"));
        assertThat(names("c-ada")).containsExactly("Page Viewed", "Page Viewed", "Page Viewed", "Order Completed");
    }

    @Test
    void people_with_different_user_ids_are_merged_by_hand_only_and_then_the_link_is_carried_out() {
        record(track("d1", user("d-ada"), "Page Viewed", 1), track("d2", user("d-bea"), "Order Completed", 2));
        var link = Calls.call("d3", TouchpointKind.ALIAS, "Aliased", List.of(user("d-ada")), user("d-bea"), NOON);
        assertThat(record(link).refused())
                .extracting(RecordingOutcome.Refused::reason)
                .containsExactly("merge-needed");
        assertThat(person("d-ada")).isNotEqualTo(person("d-bea"));

        assertThat(merger.merge("d-ada", "d-bea", "api").changed()).isTrue();
        assertThat(merger.merge("d-ada", "d-bea", "api").changed()).isFalse();

        assertThat(names("d-bea")).containsExactly("Page Viewed", "Order Completed");
        assertThat(record(link).recorded()).isEqualTo(1);
    }

    @Test
    void a_merged_past_is_still_recorded_only_once() {
        var sent = track("r1", device("r-phone"), "Order Completed", 1);
        record(sent);
        record(track("r2", user("r-ada"), "Page Viewed", 2));
        record(identify("r3", user("r-ada"), device("r-phone")));
        assertThat(record(sent).duplicate()).isEqualTo(1);
        assertThat(names("r-ada")).containsExactly("Order Completed", "Page Viewed");
    }

    @Test
    void a_shared_device_that_came_by_a_merge_moves_on_to_whoever_signs_in() {
        record(track("m1", device("m-tablet"), "Page Viewed", 1));
        record(track("m2", user("m-ada"), "Page Viewed", 2));
        record(track("m3", user("m-bea"), "Page Viewed", 2));
        record(
                identify("m4", user("m-ada"), device("m-tablet")),
                identify("m5", user("m-bea"), device("m-tablet")),
                track("m6", device("m-tablet"), "Order Completed", 3));
        assertThat(names("m-ada")).containsExactly("Page Viewed", "Page Viewed");
        assertThat(names("m-bea")).containsExactly("Page Viewed", "Order Completed");
        assertThat(history("m-ada").identities()).hasSize(1);
    }

    @Test
    void eight_threads_that_link_the_same_people_make_one_of_them() throws Exception {
        int devices = 24;
        for (int i = 0; i < devices; i++) {
            record(track("t" + i, device("t-" + i), "Page Viewed", i));
        }
        record(track("tu", user("t-ada"), "Page Viewed", 0));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<RecordingOutcome>> calls = IntStream.range(0, 8 * devices)
                    .<Callable<RecordingOutcome>>mapToObj(i -> () -> i % 3 == 0
                            ? byHand("t-ada", "anonymousId:t-" + i % devices)
                            : record(identify("tl" + i, user("t-ada"), device("t-" + i % devices))))
                    .toList();
            for (Future<RecordingOutcome> done : threads.invokeAll(calls)) {
                assertThat(done.get().refused()).isEmpty();
            }
        }
        LifecycleId ada = people.require("t-ada");
        assertThat(IntStream.range(0, devices).mapToObj(i -> people.require("anonymousId:t-" + i)))
                .containsOnly(ada);
        assertThat(names("t-ada")).hasSize(devices + 1);
    }

    private RecordingOutcome byHand(String id, String with) {
        return new RecordingOutcome(
                0, 0, List.of(), merger.merge(id, with, "api").position());
    }
}
