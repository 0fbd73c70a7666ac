package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ConsentChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplittingIT extends LinkedPeople {
    @Test
    void a_split_gives_everybody_her_own_also_of_what_arrived_in_between() {
        record(track("s1", device("s-phone"), "Page Viewed", 1), track("s2", device("s-phone"), "Order Completed", 5));
        record(track("s3", user("s-ada"), "Order Completed", 3));
        String before = person("anonymousId:s-phone");
        record(identify("s4", user("s-ada"), device("s-phone")));
        record(track("s5", device("s-phone"), "Review Submitted", 6), track("s6", user("s-ada"), "Page Viewed", 7));

        merger.unmerge("s-ada", "api");

        assertThat(person("anonymousId:s-phone")).isEqualTo(before);
        assertThat(names("anonymousId:s-phone")).containsExactly("Page Viewed", "Order Completed", "Review Submitted");
        assertThat(names("s-ada")).containsExactly("Order Completed", "Page Viewed");
        assertThat(stage("s-ada")).isEqualTo("activation");
        assertThat(stage("anonymousId:s-phone")).isEqualTo("referral");
    }

    @Test
    void a_split_holds_against_calls_of_services_and_a_merge_by_hand_undoes_it() {
        record(track("h1", device("h-phone"), "Page Viewed", 1));
        record(track("h2", user("h-ada"), "Page Viewed", 2));
        record(identify("h3", user("h-ada"), device("h-phone")));
        merger.unmerge("anonymousId:h-phone", "api");
        record(identify("h4", user("h-ada"), device("h-phone")));
        assertThat(person("h-ada")).isNotEqualTo(person("anonymousId:h-phone"));
        merger.merge("h-ada", "anonymousId:h-phone", "api");
        assertThat(names("h-ada")).hasSize(2);
        merger.unmerge("h-ada", "api");
        assertThat(names("h-ada")).hasSize(1);
    }

    @Test
    void named_ids_become_a_person_of_their_own() {
        record(
                track("n1", user("n-ada"), "Page Viewed", 1),
                identify("n2", user("n-ada"), device("n-tablet")),
                track("n3", device("n-tablet"), "Order Completed", 2));
        merger.split("n-ada", List.of("anonymousId:n-tablet"), "api");
        assertThat(names("n-ada")).containsExactly("Page Viewed");
        assertThat(names("anonymousId:n-tablet")).containsExactly("Order Completed");
        assertThat(stage("anonymousId:n-tablet")).isEqualTo("activation");
        record(track("n4", device("n-tablet"), "Order Completed", 3));
        assertThat(names("anonymousId:n-tablet")).containsExactly("Order Completed", "Order Completed");
    }

    @Test
    void a_split_that_would_leave_nothing_is_refused() {
        record(track("l1", user("l-ada"), "Page Viewed", 1), track("l2", user("l-bea"), "Page Viewed", 1));
        assertThatThrownBy(() -> merger.unmerge("l-ada", "api")).isInstanceOf(NothingToSplit.class);
        assertThatThrownBy(() -> merger.split("l-ada", List.of("l-ada"), "api")).isInstanceOf(NothingToSplit.class);
        assertThatThrownBy(() -> merger.split("l-ada", List.of("l-bea"), "api")).isInstanceOf(NothingToSplit.class);
    }

    @Test
    void a_touchpoint_is_voided_wherever_merges_and_splits_have_brought_it() {
        record(track("v1", device("v-phone"), "Order Completed", 1));
        record(track("v2", user("v-ada"), "Page Viewed", 2));
        record(identify("v3", user("v-ada"), device("v-phone")));
        record(track("v4", device("v-phone"), "Order Completed", 3));
        assertThat(voider.voidOne(SOURCE, "v1", "test", "api")).isEqualTo(1);
        assertThat(names("v-ada")).containsExactly("Page Viewed", "Order Completed");
        merger.unmerge("v-ada", "api");
        assertThat(voider.voidOne(SOURCE, "v4", "test", "api")).isEqualTo(1);
        assertThat(names("anonymousId:v-phone")).isEmpty();
    }

    @Test
    void what_she_said_under_another_id_holds_for_as_long_as_the_two_are_one() {
        record(track("k1", device("k-phone"), "Page Viewed", 1), track("k2", user("k-ada"), "Page Viewed", 2));
        var refused = new ConsentChanged("email", false, NOON, "form", null, null);
        var earlier = new ConsentChanged("email", true, NOON.minusSeconds(60), "form", null, null);
        consents.record(people.require("anonymousId:k-phone"), refused);
        record(identify("k3", user("k-ada"), device("k-phone")));
        LifecycleId ada = people.require("k-ada");
        assertThat(consents.record(ada, refused).recorded()).isFalse();
        assertThat(consents.record(ada, earlier).decides()).isFalse();
        merger.unmerge("k-ada", "api");
        assertThat(consents.record(ada, earlier).decides()).isTrue();
        assertThat(consents.record(people.require("anonymousId:k-phone"), refused)
                        .recorded())
                .isFalse();
    }
}
