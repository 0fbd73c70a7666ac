package io.flywheel.command.winback;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.lifecycle.OfferBlocked;
import io.flywheel.api.lifecycle.OfferHeldOut;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.OfferPostponed;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.lifecycle.WinBackDeclined;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.command.lifecycle.PersonEraser;
import io.flywheel.command.lifecycle.PersonMerger;
import io.flywheel.command.platform.Automation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The whole way: silence, steps, and every way out of them. */
class WinBackIT extends PeopleToWinBack {
    private static final Duration AT_NIGHT = Duration.ofHours(10);

    @Autowired
    PersonMerger merger;

    @Autowired
    PersonEraser eraser;

    @Autowired
    Automation automation;

    @Test
    void whoever_falls_silent_is_addressed_step_by_step_until_she_comes_back() {
        Person ada = addressed("wb-ada");
        clock.move(LIMIT);
        untilTold(ada, WinBackStarted.class, OfferMade.class);
        assertThat(messages(ada)).isEqualTo(1);
        clock.move(Duration.ofDays(8));
        untilTold(ada, WinBackStarted.class, OfferMade.class, OfferMade.class);
        visits(ada.user(), clock.instant());
        assertThat(reason(ada)).isEqualTo("returned");
        untilNobodyWaitsFor(ada);
    }

    @Test
    void who_is_held_out_gets_nothing_and_her_course_ends_like_the_others() {
        Person hana = heldOut("wb-hana");
        clock.move(LIMIT);
        untilTold(hana, WinBackStarted.class, OfferHeldOut.class);
        dayByDayUntilItIsOver(hana);
        assertThat(told(hana)).hasSize(3);
        assertThat(reason(hana)).isEqualTo("steps-used-up");
        assertThat(messages(hana)).isZero();
    }

    @Test
    void without_consent_nothing_is_sent_and_each_decision_says_so() {
        Person bob = visitor("wb-bob");
        clock.move(LIMIT);
        untilTold(bob, WinBackStarted.class, OfferBlocked.class);
        assertThat(((OfferBlocked) told(bob).getLast()).reason()).isEqualTo("consent");
        clock.move(Duration.ofDays(6));
        untilTold(bob, WinBackStarted.class, OfferBlocked.class, OfferBlocked.class);
        clock.move(Duration.ofDays(10));
        untilTold(
                bob,
                WinBackStarted.class,
                OfferBlocked.class,
                OfferBlocked.class,
                OfferBlocked.class,
                WinBackEnded.class);
        assertThat(messages(bob)).isZero();
    }

    @Test
    void withdrawing_consent_ends_it_and_nothing_waits_any_more() {
        Person cleo = addressed("wb-cleo");
        clock.move(LIMIT);
        untilTold(cleo, WinBackStarted.class, OfferMade.class);
        consents(cleo, false);
        assertThat(reason(cleo)).isEqualTo("consent");
        untilNobodyWaitsFor(cleo);
    }

    @Test
    void what_becomes_known_late_ends_it_and_the_same_silence_found_again_starts_nothing() {
        Person dora = addressed("wb-dora");
        clock.move(LIMIT);
        untilTold(dora, WinBackStarted.class, OfferMade.class);
        visits(dora.user(), clock.instant().minus(Duration.ofDays(20)));
        assertThat(reason(dora)).isEqualTo("corrected");
        clock.move(Duration.ofDays(41));
        untilTold(dora, WinBackStarted.class, OfferMade.class, WinBackEnded.class, WinBackDeclined.class);
        assertThat(((WinBackDeclined) told(dora).getLast()).reason()).isEqualTo("cool-down");
    }

    @Test
    void what_merely_moves_the_silence_changes_nothing() {
        Person edda = addressed("wb-edda");
        clock.move(LIMIT);
        untilTold(edda, WinBackStarted.class, OfferMade.class);
        visits(edda.user(), edda.since().plusMillis(1));
        clock.move(Duration.ofDays(6));
        untilTold(edda, WinBackStarted.class, OfferMade.class, OfferMade.class);
    }

    @Test
    void what_becomes_known_before_anything_began_begins_nothing() {
        Person kim = addressed("wb-kim");
        automation.stop();
        clock.move(LIMIT);
        untilSilent(kim);
        visits(kim.user(), clock.instant().minus(Duration.ofDays(20)));
        automation.start();
        untilTheLogIsRead();
        assertThat(told(kim)).isEmpty();
    }

    @Test
    void what_becomes_known_before_the_first_message_ends_it() {
        Person lea = addressed("wb-lea");
        clock.move(LIMIT.plus(AT_NIGHT));
        untilTold(lea, WinBackStarted.class, OfferPostponed.class);
        visits(lea.user(), clock.instant().minus(Duration.ofDays(20)));
        assertThat(reason(lea)).isEqualTo("corrected");
        untilNobodyWaitsFor(lea);
        assertThat(messages(lea)).isZero();
    }

    @Test
    void what_merely_moves_the_silence_before_the_first_message_leaves_it_as_it_is() {
        Person mia = addressed("wb-mia");
        clock.move(LIMIT.plus(AT_NIGHT));
        untilTold(mia, WinBackStarted.class, OfferPostponed.class);
        visits(mia.user(), mia.since().plusMillis(1));
        clock.moveToNextNoon();
        untilTold(mia, WinBackStarted.class, OfferPostponed.class, OfferMade.class);
        assertThat(messages(mia)).isEqualTo(1);
    }

    @Test
    void what_becomes_known_after_the_last_message_decides_nothing_anew() {
        Person nora = addressed("wb-nora");
        clock.move(LIMIT);
        untilTold(nora, WinBackStarted.class, OfferMade.class);
        dayByDayUntilItIsOver(nora);
        List<WinBackEvent> told = told(nora);
        assertThat(reason(nora)).isEqualTo("steps-used-up");
        visits(nora.user(), nora.since().plusMillis(1));
        untilTheLogIsRead();
        assertThat(told(nora)).as("her silence moved, and that is no news").isEqualTo(told);
        visits(nora.user(), clock.instant().minus(LIMIT).minus(Duration.ofHours(1)));
        untilTheLogIsRead();
        assertThat(told(nora)).hasSize(told.size() + 1);
        assertThat(((WinBackDeclined) told(nora).getLast()).reason())
                .as("it moved so far that it is news again")
                .isEqualTo("cool-down");
        visits(nora.user(), clock.instant().minus(Duration.ofDays(20)));
        untilTheLogIsRead();
        assertThat(told(nora)).as("she was never lost").hasSize(told.size() + 1);
        assertThat(messages(nora)).isEqualTo(3);
    }

    /** The campaign has begun for somebody who said goodbye after all that. */
    private void untilTheLogIsRead() {
        Person last = visitor("wb-last-" + clock.instant());
        saysGoodbye(last);
        untilItBegan(last);
    }

    @Test
    void who_turns_out_to_be_somebody_known_is_not_addressed_twice() {
        Person fay = addressed("wb-fay");
        clock.move(LIMIT);
        untilTold(fay, WinBackStarted.class, OfferMade.class);
        visits("wb-fay-now", clock.instant());
        merger.merge("wb-fay-now", fay.user(), "test");
        assertThat(reason(fay)).isEqualTo("merged");
        untilNobodyWaitsFor(fay);
    }

    @Test
    void who_is_forgotten_is_left_alone() {
        Person ines = addressed("wb-ines");
        clock.move(LIMIT);
        untilTold(ines, WinBackStarted.class, OfferMade.class);
        eraser.erase(
                ines.user(),
                traces -> new PersonalDataErased("wb-receipt", clock.instant(), "test", 1, 1, traces.keys(), ""));
        assertThat(reason(ines)).isEqualTo("erased");
        untilNobodyWaitsFor(ines);
    }

    @Test
    void an_automation_that_lost_its_place_sends_nothing_about_the_past() {
        Person gwen = addressed("wb-gwen");
        automation.stop();
        clock.move(LIMIT);
        untilSilent(gwen);
        jdbc.update("DELETE FROM automation_token");
        automation.start();
        Person hope = addressed("wb-hope");
        clock.move(LIMIT);
        untilTold(hope, WinBackStarted.class, OfferMade.class);
        assertThat(told(gwen)).isEmpty();
    }
}
