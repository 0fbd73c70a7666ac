package io.flywheel.command.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.campaign.Campaigns;
import io.flywheel.command.lifecycle.Circumstances;
import io.flywheel.command.lifecycle.CourseRecorder;
import io.flywheel.command.lifecycle.PersonMerger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** After its last step a campaign is over for her, though its last message may still be on the way. */
class LastMessageIT extends Delivering {
    @Autowired
    CourseRecorder courses;

    @Autowired
    Campaigns campaigns;

    @Autowired
    PersonMerger merger;

    private OutgoingMessage last;

    @BeforeEach
    void a_message_of_a_campaign_waits() {
        does("Page Viewed");
        does("Signed Up");
        Instant now = clock.instant();
        Circumstances circumstances = new Circumstances(now, ZoneOffset.UTC, true, BigDecimal.ONE, null, now, null);
        courses.begin(List.of(new CourseRecorder.Beginning(person, campaigns.byRef("habit", 1), now, circumstances)));
        sending.stopped = true;
        last = put(of(episode()));
    }

    private void does(String name) {
        pass(Duration.ofMillis(1));
        call(TouchpointKind.TRACK, name, List.of(ExternalId.user(user)), "", clock.instant());
    }

    private String episode() {
        return jdbc.query(
                        "SELECT payload FROM ledger_event WHERE stream = ? AND type = 'WinBackStarted'",
                        (row, number) -> (WinBackStarted) EventFormat.read("WinBackStarted", row.getBytes(1)),
                        person.value())
                .getLast()
                .episode();
    }

    private OutgoingMessage of(String episode) {
        OutgoingMessage any = message("log");
        return new OutgoingMessage(
                any.id(), person, episode, "habit", 1, 3, any.channel(), any.template(), any.purpose(), any.at());
    }

    @Test
    void whoever_still_is_in_the_stage_gets_it() {
        sending.stopped = false;
        ends(last, OutboxEntry.SENT);
    }

    @Test
    void whoever_has_left_the_stage_meanwhile_does_not() {
        does("Subscription Cancelled");
        sending.stopped = false;
        assertThat(ends(last, OutboxEntry.DROPPED).reason()).isEqualTo("withdrawn");
    }

    @Test
    void whoever_turned_out_to_be_somebody_in_another_stage_does_not() {
        LifecycleId other = somebody(user + "-2", "{}");
        says(other, true);
        for (int i = 0; i < 2; i++) {
            pass(Duration.ofMillis(1));
            call(TouchpointKind.TRACK, "Order Completed", List.of(ExternalId.user(user + "-2")), "", clock.instant());
        }
        merger.merge(user + "-2", user, "test");
        sending.stopped = false;
        assertThat(ends(last, OutboxEntry.DROPPED).reason()).isEqualTo("withdrawn");
    }
}
