package io.flywheel.command.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.Micros;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.delivery.Receiver;
import io.flywheel.command.lifecycle.PersonMerger;
import io.flywheel.command.lifecycle.TouchpointVoider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What a source is told of the people whom it knows, and of whom it is told nothing. */
class StageChangesIT extends Subscribed {
    @Autowired
    TouchpointVoider voider;

    @Autowired
    PersonMerger merger;

    @Test
    void a_source_is_told_of_a_stage_that_somebody_has_entered_signed_and_by_the_ids_that_it_knows() throws Exception {
        Instant at = hoursAgo(1);
        call(
                "elsewhere",
                TouchpointKind.IDENTIFY,
                "Identify",
                List.of(ExternalId.user(user), ExternalId.anonymous("device-" + user)),
                hoursAgo(2));
        LifecycleId ada = does("busy", "Signed Up", at);
        JsonNode body = untilTold("busy", ada, "entered activation").getFirst();
        Receiver.Call call = RECEIVER.calls.stream()
                .filter(each -> each.body().contains(user) && each.path().equals("/busy"))
                .findFirst()
                .orElseThrow();
        assertThat(call.id()).isEqualTo(data(body).get("id").asString());
        assertThat(call.signature())
                .isEqualTo(new Webhook(SECRET).sign(call.id(), Long.parseLong(call.timestamp()), call.body()));
        assertThat(body.get("timestamp").asString())
                .isEqualTo(Micros.truncate(clock.instant()).toString());
        assertThat(data(body).toString())
                .contains(
                        "\"part\":0,\"source\":\"busy\",\"person\":\"" + ada + "\"",
                        "\"ids\":[{\"kind\":\"userId\",\"value\":\"" + user + "\"}]",
                        "\"model\":\"aarrr\",\"version\":1,\"from\":\"acquisition\",\"to\":\"activation\","
                                + "\"stage\":\"activation\",\"rule\":\"first-deliberate-action\",\"cause\":{",
                        "\"source\":\"busy\",\"event\":\"Signed Up\",\"messageId\":\"" + messageId("Signed Up", at)
                                + "\"}",
                        "\"occurredAt\":\"" + at + "\",\"recordedAt\":\"" + clock.instant() + "\",\"corrected\":false");
    }

    @Test
    void each_model_tells_for_itself_and_what_another_source_sent_is_told_without_its_message_id() {
        does("shop", "Page Viewed", hoursAgo(3));
        LifecycleId ada = does("elsewhere", "Signed Up", hoursAgo(2));
        soon().untilAsserted(() -> assertThat(told("shop", ada))
                .extracting(body -> data(body).get("model").asString() + " " + inWords(body))
                .contains("aarrr entered acquisition", "five-stage entered awareness", "aarrr entered activation"));
        JsonNode last = told("shop", ada).stream()
                .filter(body -> inWords(body).equals("entered activation"))
                .findFirst()
                .orElseThrow();
        assertThat(data(last).get("cause").toString())
                .contains("\"source\":\"elsewhere\",\"event\":\"Signed Up\"")
                .doesNotContain("messageId");
    }

    @Test
    void a_source_hears_nothing_of_those_of_whom_it_never_sent_anything() {
        LifecycleId ada = does("elsewhere", "Signed Up");
        everything_was_read();
        for (String source : List.of("shop", "crm", "busy")) {
            assertThat(notices(source, ada)).isEmpty();
        }
        does("busy", "Page Viewed", clock.instant().plusMillis(1));
        does("elsewhere", "Review Submitted", clock.instant().plusMillis(2));
        untilTold("busy", ada, "entered referral");
    }

    @Test
    void a_source_hears_only_of_the_models_and_stages_that_it_names() {
        does("crm", "Signed Up", hoursAgo(5));
        does("crm", "Order Completed", hoursAgo(4));
        does("crm", "Order Completed", hoursAgo(3));
        does("crm", "Review Submitted", hoursAgo(2));
        LifecycleId ada = does("crm", "Subscription Cancelled", hoursAgo(1));
        List<JsonNode> told = untilTold("crm", ada, "entered revenue", "lost churn");
        assertThat(data(told.getLast()).toString())
                .contains("\"from\":\"referral\",\"to\":\"churn\"", "\"rule\":\"subscription-cancelled\"");
    }

    @Test
    void who_is_lost_by_silence_and_comes_back_is_told_of_both() {
        Instant last = clock.instant();
        LifecycleId ada = does("busy", "Signed Up", last);
        untilTold("busy", ada, "entered activation");
        pass(Duration.ofDays(60));
        List<JsonNode> told = untilTold("busy", ada, "entered activation", "lost churn");
        assertThat(data(told.getLast()).toString())
                .contains("\"rule\":\"silence\",\"occurredAt\":\"" + last.plus(Duration.ofDays(60)) + "\"")
                .doesNotContain("cause");
        does("busy", "Page Viewed");
        untilTold("busy", ada, "entered activation", "lost churn", "returned acquisition");
    }

    @Test
    void what_was_told_and_turns_out_wrong_is_taken_back_before_what_happened_instead() {
        does("busy", "Page Viewed", hoursAgo(6));
        does("busy", "Signed Up", hoursAgo(4));
        does("busy", "Order Completed", hoursAgo(3));
        LifecycleId ada = does("busy", "Order Completed", hoursAgo(2));
        untilTold("busy", ada, "entered acquisition", "entered activation", "entered revenue");
        does("elsewhere", "Downloaded", hoursAgo(5));
        List<JsonNode> told = untilTold(
                "busy",
                ada,
                "entered acquisition",
                "entered activation",
                "entered revenue",
                "withdrawn activation",
                "entered activation");
        JsonNode withdrawn = data(told.get(3));
        JsonNode entered = data(told.get(4));
        assertThat(withdrawn.get("position")).isEqualTo(entered.get("position"));
        assertThat(withdrawn.toString())
                .contains("\"part\":0", "\"occurredAt\":\"" + hoursAgo(4), "\"corrected\":true");
        assertThat(entered.toString())
                .contains("\"part\":1", "\"occurredAt\":\"" + hoursAgo(5), "\"corrected\":true")
                .as("the correction is of something earlier")
                .contains("\"to\":\"activation\",\"stage\":\"revenue\"");
    }

    @Test
    void what_was_told_is_taken_back_however_late_and_once() {
        Instant first = clock.instant();
        Instant second = first.plusMillis(2);
        does("brief", "Order Completed", first);
        LifecycleId ada = does("brief", "Order Completed", second);
        untilTold("brief", ada, "entered activation", "entered revenue");
        pass(Duration.ofDays(30));
        takeOut("Order Completed", first);
        List<JsonNode> told = untilTold(
                "brief", ada, "entered activation", "entered revenue", "withdrawn revenue", "withdrawn activation");
        assertThat(data(told.getLast()).get("stage").asString())
                .as("by the second order, which is no news")
                .isEqualTo("activation");
        // Another first order: the second counts as such again, which is no news either, and then it does not any more.
        does("brief", "Order Completed", first.plusMillis(1));
        takeOut("Order Completed", first.plusMillis(1));
        everything_was_read();
        assertThat(notices("brief", ada)).hasSize(4);
    }

    private void takeOut(String name, Instant at) {
        assertThat(voider.voidOne("brief", messageId(name, at), "a mistake", "test"))
                .isEqualTo(1);
    }

    @Test
    void history_that_is_filled_in_is_told_as_far_as_it_is_news() {
        List<IncomingTouchpoint> rows = new ArrayList<>();
        int[] days = {100, 50, 3, 2};
        String[] names = {"Signed Up", "Order Completed", "Order Completed", "Review Submitted"};
        for (int i = 0; i < days.length; i++) {
            rows.add(track("row " + i + user, ExternalId.user(user), names[i], ago(Duration.ofDays(days[i]))));
        }
        recorder.record(new RecordTouchpoints("busy", "an-import", rows));
        LifecycleId ada = people.require(user);
        LifecycleId bob = does("brief", ExternalId.user("bob-" + user), "Signed Up", hoursAgo(2));
        // Three days ago is just within the limit.
        untilTold("busy", ada, "entered revenue", "entered referral");
        everything_was_read();
        assertThat(notices("busy", ada)).hasSize(2);
        assertThat(notices("brief", bob)).isEmpty();
    }

    @Test
    void a_long_history_is_looked_through_once_for_who_knows_her() {
        does("busy", "Page Viewed", hoursAgo(3));
        List<IncomingTouchpoint> many = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            many.add(track(
                    "m" + i + user,
                    ExternalId.user(user),
                    "Page Viewed",
                    hoursAgo(2).plusSeconds(i)));
        }
        recorder.record(new RecordTouchpoints("elsewhere", null, many));
        LifecycleId ada = does("elsewhere", "Signed Up", hoursAgo(1));
        untilTold("busy", ada, "entered acquisition", "entered activation");
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM ledger_event e JOIN known_to_source_until u ON u.stream = e.stream"
                                + " WHERE e.stream = ? AND e.type = 'TouchpointRecorded' AND e.sequence > u.sequence",
                        Integer.class,
                        ada.value()))
                .isZero();
    }

    @Test
    void who_turns_out_to_be_somebody_else_as_well_is_told_of_under_the_name_that_goes_on() {
        RECEIVER.always("/busy", Receiver.status(500));
        LifecycleId before = does("busy", "Signed Up", hoursAgo(1));
        Object id = untilNotice("busy", before, "waiting", "http-500").get("id");
        ExternalId known = ExternalId.user("known-" + user);
        LifecycleId now = does("elsewhere", known, "Page Viewed", hoursAgo(2));
        merger.merge(known.text(), user, "test");
        RECEIVER.always("/busy", Receiver.status(200));
        pass(Duration.ofMinutes(2));
        soon().untilAsserted(() -> assertThat(told("busy", now)).anySatisfy(body -> {
            assertThat(data(body).get("id").asString()).isEqualTo(id);
            assertThat(data(body).get("ids").toString())
                    .isEqualTo("[{\"kind\":\"userId\",\"value\":\"" + user + "\"}]");
        }));
    }

    @Test
    void nothing_personal_stands_in_any_table() {
        LifecycleId ada = does("busy", "Signed Up");
        untilTold("busy", ada, "entered activation");
        for (String table : List.of("outbox", "subscription", "known_to_source", "known_to_source_until")) {
            assertThat(jdbc.queryForList("SELECT * FROM " + table).toString())
                    .as(table)
                    .contains(table.equals("subscription") ? "busy" : ada.value())
                    .doesNotContain(user);
        }
    }
}
