package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.OfferBlocked;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.Offered;
import io.flywheel.api.lifecycle.WinBackDeclined;
import io.flywheel.api.lifecycle.WinBackStarted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What campaigns began with people and sent them counts for whoever they turn out to be. */
class OffersAcrossMergesTest {
    private final OfferedPeople people = new OfferedPeople(false);
    private final LifecycleId ada = people.lost();
    private final LifecycleId bea = people.lost();

    @ParameterizedTest
    @CsvSource({
        // What the merged got, what she who goes on got, hours later: what becomes of the next message (cap: 2 in 7
        // days).
        "0, 0,   1, OfferMade",
        "1, 0,   1, OfferMade",
        "1, 1,   1, OfferBlocked",
        "2, 0,   1, OfferBlocked",
        "2, 0, 167, OfferBlocked",
        "2, 0, 168, OfferMade",
        "2, 2, 167, OfferBlocked",
    })
    void the_cap_counts_what_both_got(int merged, int goingOn, int hours, String next) {
        offer("one", bea, merged);
        offer("two", ada, goingOn);
        people.merge(bea, ada);
        people.wait(Duration.ofHours(hours));
        people.begin(ada, "three");
        people.nextStep(ada, "three");
        assertThat(decisions(ada).getLast().getClass().getSimpleName()).isEqualTo(next);
    }

    private void offer(String campaign, LifecycleId person, int messages) {
        people.begin(person, campaign);
        for (int i = 0; i < messages; i++) {
            people.nextStep(person, campaign);
        }
    }

    private List<LifecycleEvent> decisions(LifecycleId person) {
        return people.events(person).stream()
                .filter(event -> event instanceof OfferMade || event instanceof OfferBlocked)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        // The campaign that began for the merged, days later: what becomes of the next start (cool-down: 90 days).
        "one,  1, WinBackDeclined",
        "one, 89, WinBackDeclined",
        "one, 90, WinBackStarted",
        "two,  1, WinBackStarted",
    })
    void the_cool_down_counts_what_began_for_both(String before, int days, String next) {
        people.begin(bea, before);
        people.merge(bea, ada);
        people.wait(Duration.ofDays(days));
        people.begin(ada, "one");
        assertThat(people.events(ada))
                .filteredOn(event -> event instanceof WinBackStarted || event instanceof WinBackDeclined)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(next);
    }

    @Test
    void a_split_gives_everybody_back_her_own_and_what_came_in_between_counts_for_both() {
        offer("one", bea, 1);
        offer("two", ada, 1);
        Offered beas = people.offered(bea);
        Offered adas = people.offered(ada);
        people.merge(bea, ada);
        people.wait(Duration.ofDays(8));
        offer("three", ada, 1);
        Offered both = people.offered(ada);
        people.undo(bea, ada);
        assertThat(both.messages()).hasSize(3);
        Offered.Message between = both.messages().getLast();
        assertThat(people.offered(ada).messages())
                .containsExactly(adas.messages().getFirst(), between);
        assertThat(people.offered(bea).messages())
                .containsExactly(beas.messages().getFirst(), between);
        assertThat(people.offered(ada).starts()).containsOnlyKeys("two", "three");
        assertThat(people.offered(bea).starts()).containsOnlyKeys("one", "three");
    }

    @Test
    void a_message_counts_once_however_often_two_people_are_merged_and_split() {
        people.merge(bea, ada);
        offer("one", ada, 1);
        for (int i = 0; i < 3; i++) {
            people.undo(bea, ada);
            people.merge(bea, ada);
        }
        assertThat(people.offered(ada).messages()).hasSize(1);
    }

    @Test
    void ids_that_become_a_person_of_their_own_do_not_start_the_cap_anew() {
        offer("one", ada, 2);
        LifecycleId somebody = LifecycleId.random();
        people.split(ada, somebody, Set.of());
        assertThat(people.offered(somebody)).isEqualTo(people.offered(ada));
        assertThat(people.offered(somebody).messages()).hasSize(2);
    }

    @Test
    void whatever_is_merged_and_split_nobody_gets_more_than_the_caps_allow() {
        Random random = new Random(11);
        for (int world = 0; world < 150; world++) {
            OfferedPeople some = new OfferedPeople(random.nextBoolean());
            List<LifecycleId> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(some.lost());
            }
            for (int i = 0; i < 60; i++) {
                some.wait(Duration.ofHours(random.nextInt(40)));
                some.doSomething(all.get(random.nextInt(all.size())), all.get(random.nextInt(all.size())), random);
                some.assertThatEverybodyIsRemembered("world " + world + ", step " + i);
            }
            some.assertThatCapsAndCoolDownsHold("world " + world);
        }
    }
}
