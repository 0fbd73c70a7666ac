package io.flywheel.command.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.command.delivery.Receiver;
import io.flywheel.command.lifecycle.PersonMerger;
import io.flywheel.command.platform.AutomationTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of notices when receivers fail, programs stop, places are lost and people are forgotten. */
class UndisturbedIT extends Subscribed {
    @Autowired
    PersonMerger merger;

    @Autowired
    DataSource dataSource;

    private long callsAbout(String source, String id) {
        return RECEIVER.calls.stream()
                .filter(call -> call.path().equals("/" + source) && call.body().contains(id))
                .count();
    }

    @Test
    void who_cannot_take_it_now_is_told_later_under_the_same_id() {
        RECEIVER.always("/busy", Receiver.status(500));
        LifecycleId ada = does("busy", "Signed Up");
        untilNotice("busy", ada, "waiting", "http-500");
        RECEIVER.always("/busy", Receiver.closesTheConnection());
        pass(Duration.ofMinutes(2));
        untilNotice("busy", ada, "waiting", "connection-lost");
        RECEIVER.always("/busy", Receiver.status(200));
        pass(Duration.ofMinutes(6));
        String id = (String) untilNotice("busy", ada, "sent", null).get("id");
        assertThat(RECEIVER.calls.stream().filter(call -> call.body().contains(user)))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(call -> call.id().equals(id));
    }

    @Test
    void who_refuses_it_is_listed_with_the_reason_and_told_when_an_operator_wants_it() throws Exception {
        RECEIVER.always("/busy", Receiver.status(410));
        LifecycleId ada = does("busy", "Signed Up");
        Map<String, Object> dead = untilNotice("busy", ada, "dead", "http-410");
        String listed = http.perform(get("/api/outbox?state=dead"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(listed)
                .contains("\"id\":\"" + dead.get("id") + "\"", "\"channel\":\"stage-changes/busy\"", "\"position\":")
                .doesNotContain(user);
        RECEIVER.always("/busy", Receiver.status(200));
        http.perform(post("/api/outbox/{id}/retry", dead.get("id")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.campaign").doesNotExist());
        untilTold("busy", ada, "entered activation", "entered activation");
    }

    @Test
    void one_who_is_away_keeps_no_other_waiting() {
        RECEIVER.always("/busy", Receiver.status(503));
        LifecycleId ada = does("busy", "Signed Up");
        does("shop", "Page Viewed", clock.instant().plusMillis(1));
        does("crm", "Order Completed", clock.instant().plusMillis(2));
        does("crm", "Order Completed", clock.instant().plusMillis(3));
        untilTold("crm", ada, "entered revenue");
        assertThat(notices("busy", ada))
                .isNotEmpty()
                .allMatch(each -> each.get("state").equals("waiting"));
    }

    @Test
    void the_switch_that_stops_messages_to_people_does_not_keep_services_from_being_told() throws Exception {
        http.perform(post("/api/sending/stop").contentType("application/json").content("{\"reason\":\"a trial\"}"))
                .andExpect(status().isOk());
        try {
            LifecycleId ada = does("busy", "Signed Up");
            untilTold("busy", ada, "entered activation");
        } finally {
            http.perform(post("/api/sending/resume")).andExpect(status().isOk());
        }
    }

    @Test
    void what_happened_while_nobody_read_is_told_once_after_the_next_start() {
        reading.stop();
        LifecycleId ada = does("busy", "Signed Up");
        reading.start();
        untilTold("busy", ada, "entered activation");
        reading.stop();
        reading.start();
        everything_was_read();
        everything_was_tried("busy");
        assertThat(callsAbout("busy", user)).isEqualTo(1);
    }

    @Test
    void a_reader_that_lost_its_place_tells_nothing_of_the_past() {
        LifecycleId before = does("busy", "Signed Up");
        untilTold("busy", before, "entered activation");
        reading.stop();
        ExternalId missed = ExternalId.user("missed-" + user);
        LifecycleId meanwhile = does("busy", missed, "Signed Up", clock.instant());
        jdbc.update("DELETE FROM automation_token WHERE processorName = 'stage-changes'");
        reading.start();
        everything_was_read();
        everything_was_tried("busy");
        assertThat(notices("busy", meanwhile)).isEmpty();
        assertThat(callsAbout("busy", user)).isEqualTo(1);
    }

    @Test
    void a_reader_that_is_put_back_to_the_beginning_tells_nothing_twice() {
        LifecycleId ada = does("busy", "Signed Up");
        untilTold("busy", ada, "entered activation");
        Long head = jdbc.queryForObject("SELECT position FROM ledger_head", Long.class);
        everything_was_read();
        Integer before = upTo(head);
        reading.stop();
        soon().ignoreExceptions()
                .untilAsserted(() -> AutomationTokens.in(dataSource)
                        .storeToken(new GlobalSequenceTrackingToken(0), "stage-changes", 0));
        reading.start();
        everything_was_read();
        everything_was_tried("busy");
        assertThat(callsAbout("busy", user)).isEqualTo(1);
        assertThat(upTo(head)).isEqualTo(before).isPositive();
    }

    private Integer upTo(Long position) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM outbox WHERE position <= ?", Integer.class, position);
    }

    @Test
    void who_subscribes_anew_begins_where_the_log_ends() {
        reading.stop();
        LifecycleId ada = does("busy", "Signed Up");
        jdbc.update("DELETE FROM subscription WHERE source = 'busy'");
        jdbc.update("INSERT INTO subscription (source, since) VALUES ('gone', 1)");
        reading.start();
        everything_was_read();
        assertThat(notices("busy", ada)).isEmpty();
        assertThat(jdbc.queryForList("SELECT source FROM subscription", String.class))
                .containsExactlyInAnyOrder("shop", "crm", "busy", "brief");
        everything_was_tried("busy");
    }

    @Test
    void what_waits_about_somebody_who_is_forgotten_is_not_told_any_more() throws Exception {
        RECEIVER.always("/busy", Receiver.status(500));
        LifecycleId ada = does("busy", "Signed Up");
        untilNotice("busy", ada, "waiting", "http-500");
        forget(user);
        untilNotice("busy", ada, "dropped", "erased");
        RECEIVER.always("/busy", Receiver.status(200));
        long calls = callsAbout("busy", user);
        pass(Duration.ofMinutes(2));
        everything_was_tried("busy");
        assertThat(callsAbout("busy", user)).isEqualTo(calls);
    }

    @Test
    void of_somebody_who_was_forgotten_before_it_was_read_nothing_is_told() throws Exception {
        reading.stop();
        LifecycleId ada = does("busy", "Signed Up");
        forget(user);
        reading.start();
        everything_was_read();
        assertThat(notices("busy", ada)).isEmpty();
    }

    @Test
    void what_waits_about_somebody_whom_the_source_knows_no_more_is_not_told() {
        RECEIVER.always("/busy", Receiver.status(500));
        ExternalId device = ExternalId.anonymous("device-" + user);
        LifecycleId ada = does("busy", "Signed Up");
        untilNotice("busy", ada, "waiting", "http-500");
        LifecycleId other = does("elsewhere", device, "Page Viewed", clock.instant());
        merger.merge(user, device.text(), "test");
        merger.split(user, List.of(user), "test");
        assertThat(people.require(device.text())).isEqualTo(ada).isNotEqualTo(other);
        RECEIVER.always("/busy", Receiver.status(200));
        pass(Duration.ofMinutes(2));
        soon().untilAsserted(() -> assertThat(notices("busy", ada))
                .anySatisfy(each ->
                        assertThat(each).containsEntry("state", "dropped").containsEntry("reason", "unknown")));
    }
}
