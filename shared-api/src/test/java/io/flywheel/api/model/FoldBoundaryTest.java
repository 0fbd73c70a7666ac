package io.flywheel.api.model;

import static io.flywheel.api.touchpoint.Touchpoints.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.api.touchpoint.Touchpoints;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldBoundaryTest {
    private static final Instant LATER = at("2030-01-01");
    private static final Duration MICRO = Duration.ofNanos(1_000);

    @ParameterizedTest(name = "a second order {0} after the first: {1}")
    @CsvSource({
        "P59D, activation > revenue",
        "PT1439H59M59.999999S, activation > revenue",
        "P60D, activation > churn > activation",
        "PT1440H0.000001S, activation > churn > activation",
        "P61D, activation > churn > activation"
    })
    void silence_of_sixty_days_to_the_microsecond_is_churn(Duration apart, String path) {
        Instant first = at("1997-01-01T10:00:00.000001Z");
        Touchpoints story = of().did("Order Completed", first).did("Order Completed", first.plus(apart));
        assertThat(path(Models.aarrr(), story, first.plus(apart).plus(MICRO))).isEqualTo(path);
    }

    @ParameterizedTest(name = "asked {0} after her only order: {1}")
    @CsvSource({
        "PT0S, ''",
        "PT0.000001S, activation",
        "P59D, activation",
        "PT1439H59M59.999999S, activation",
        "P60D, activation > churn",
        "P61D, activation > churn"
    })
    void a_touchpoint_counts_after_its_instant_and_a_churn_from_its_instant_on(Duration later, String path) {
        Instant first = at("1997-01-01");
        assertThat(path(Models.aarrr(), of().did("Order Completed", first), first.plus(later)))
                .isEqualTo(path);
    }

    @Test
    void the_churn_happened_exactly_at_the_limit_whatever_reveals_it() {
        Instant churned = at("2025-01-01").plus(Duration.ofDays(60));
        for (String reveals : List.of("Order Completed", "Ad Impression")) {
            Transition churn =
                    new Transition(Transition.Kind.CHURNED, "activation", "churn", Rule.SILENCE, null, churned);
            List<Transition> path = Models.aarrr()
                    .fold(
                            of().boughtOn("2025-01-01", "1")
                                    .did(reveals, "2025-12-01")
                                    .list(),
                            at("2025-12-02"))
                    .transitions();
            assertThat(path.get(1)).isEqualTo(churn);
        }
    }

    @Test
    void what_is_done_to_a_lost_person_does_not_bring_her_back_but_what_she_does_does() {
        Touchpoints story = of().boughtOn("2025-01-01", "1")
                .received("Ad Impression", "2025-06-01")
                .identifiedOn("2025-06-02")
                .received("Message Sent", "2025-06-03");
        assertThat(path(Models.aarrr(), story, at("2025-07-01"))).isEqualTo("activation > churn");
        assertThat(path(Models.aarrr(), story.did("Message Opened", "2025-06-04"), at("2025-07-01")))
                .isEqualTo("activation > churn > acquisition");
    }

    @Test
    void what_is_done_to_a_person_does_not_put_off_her_churn() {
        Touchpoints story = of().boughtOn("2025-01-01", "1").received("Message Sent", "2025-02-20");
        assertThat(path(Models.aarrr(), story, at("2025-03-02"))).isEqualTo("activation > churn");
    }

    @Test
    void somebody_who_never_did_anything_is_never_lost_by_silence() {
        Touchpoints story = of().received("Ad Impression", "2000-01-01").identifiedOn("2001-01-01");
        assertThat(path(Models.aarrr(), story, LATER)).isEqualTo("acquisition");
        FoldState state = Models.aarrr().start();
        story.list().forEach(touchpoint -> state.step(touchpoint, transition -> {}));
        assertThat(state.churnsAt()).isNull();
    }

    @Test
    void a_goodbye_repeated_while_lost_is_no_return_but_the_next_activity_is() {
        Touchpoints story = of().did("Subscription Started", "2025-01-01")
                .did("Subscription Cancelled", "2025-01-02")
                .did("Subscription Cancelled", "2025-01-03")
                .did("Product Viewed", "2025-01-04");
        assertThat(path(Models.aarrr(), story, at("2025-01-05"))).isEqualTo("activation > churn > acquisition");
    }

    @Test
    void only_one_transition_happens_at_a_touchpoint_and_it_is_the_highest() {
        List<Transition> path = Models.aarrr()
                .fold(of().did("Subscription Renewed", "2025-01-01").list(), at("2025-01-02"))
                .transitions();
        assertThat(path).extracting(Transition::to).containsExactly("revenue");
    }

    @Test
    void equal_times_go_by_the_key_as_unsigned_bytes() {
        // 0x80.. is negative as a signed number, but comes after 0x7f.. as bytes do.
        Touchpoint bought = plain(new TouchpointKey(Long.MAX_VALUE, 0), "Order Completed");
        Touchpoint promoted = plain(new TouchpointKey(Long.MIN_VALUE, 0), "Referral Converted");
        Touchpoint renewed = plain(new TouchpointKey(Long.MIN_VALUE, -1), "Subscription Cancelled");
        List<Transition> path = Models.aarrr()
                .fold(List.of(renewed, promoted, bought), LATER.plusSeconds(1))
                .transitions();
        assertThat(path).extracting(Transition::to).containsExactly("activation", "referral", "churn");
    }

    @Test
    void a_duplicate_counts_once() {
        List<Touchpoint> twice =
                new ArrayList<>(of().boughtOn("2025-01-01", "1").list());
        twice.addAll(twice);
        assertThat(Models.aarrr().fold(twice, at("2025-01-02")).transitions()).hasSize(1);
    }

    @Test
    void nobody_without_a_matching_rule_has_a_stage_until_silence_loses_her() {
        StageModel model = model("UTC", "touchpoint.name == \"Never\"");
        List<Touchpoint> story = of().did("Liked", "2025-01-01").list();
        assertThat(model.fold(story, at("2025-01-02")).stage()).isNull();
        Transition churn = model.fold(story, LATER).transitions().getFirst();
        assertThat(churn.from()).isNull();
        assertThat(churn.to()).isEqualTo("gone");
    }

    @ParameterizedTest(name = "{0} to {1} are two days in a row in {2}: {3}")
    @CsvSource({
        // In spring the day has 23 hours in New York: 05:00Z is midnight before, 04:00Z after.
        "2024-03-10T04:59:59Z, 2024-03-10T05:00:00Z, America/New_York, true",
        "2024-03-10T05:00:00Z, 2024-03-11T03:59:59Z, America/New_York, false",
        "2024-03-10T05:00:00Z, 2024-03-11T04:00:00Z, America/New_York, true",
        // In autumn it has 25.
        "2024-11-03T04:00:00Z, 2024-11-04T04:59:59Z, America/New_York, false",
        "2024-11-03T04:00:00Z, 2024-11-04T05:00:00Z, America/New_York, true",
        // The leap day stands between.
        "2024-02-28T12:00:00Z, 2024-03-01T12:00:00Z, UTC, false",
        "2024-02-28T12:00:00Z, 2024-02-29T12:00:00Z, UTC, true",
        "2025-02-28T12:00:00Z, 2025-03-01T12:00:00Z, UTC, true",
        "2024-06-01T15:59:59.999999Z, 2024-06-01T16:00:00Z, Asia/Shanghai, true",
        "2024-06-01T16:00:00Z, 2024-06-02T15:59:59Z, Asia/Shanghai, false"
    })
    void days_are_those_of_the_zone_of_the_model(String one, String other, String zone, boolean inARow) {
        for (String rule : List.of("streak >= 2", "activeDays(2) >= 2")) {
            StagePath path = model(zone, rule)
                    .fold(
                            of().did("Liked", one).did("Liked", other).list(),
                            at(other).plus(MICRO));
            assertThat(path.stage() != null).as(rule).isEqualTo(inARow);
        }
    }

    @Test
    void a_day_does_not_go_back_where_clocks_are_set_back_across_midnight() {
        // St. John's set its clocks back from 00:01 to 23:01 until 2011: the 7th, the 6th again, then the 7th for good.
        StageModel model = model("America/St_Johns", "activeDays() >= 3 || streak >= 3");
        Touchpoints story = of().did("Liked", "2010-11-07T02:00:00Z")
                .did("Liked", "2010-11-07T02:30:30Z")
                .did("Liked", "2010-11-07T02:31:30Z")
                .did("Liked", "2010-11-07T04:00:00Z");
        assertThat(model.fold(story.list(), at("2010-11-08")).stage()).isNull();
    }

    @Test
    void a_limit_of_sixty_days_is_1440_hours_across_summer_time_and_leap_day() {
        StageModel model =
                ModelFile.read("zoned.yaml", 1, Models.text("aarrr").replace("zone: UTC", "zone: America/New_York"));
        FoldState state = model.start();
        state.step(of().boughtOn("2024-02-01", "1").last(), transition -> {});
        assertThat(state.churnsAt()).isEqualTo(at("2024-04-01"));
    }

    @Test
    void money_is_added_exactly_and_per_currency() {
        StageModel model = model("UTC", "spent(\"USD\") == 0.3 && spent(\"EUR\") == 1.0");
        Touchpoints story = of().boughtOn("2025-01-01", "0.1")
                .boughtOn("2025-01-01", "0.25")
                .refundedOn("2025-01-01", "0.05")
                .did("Cart Viewed", "2025-01-01")
                .worth("99")
                .did("Order Completed", "2025-01-01")
                .worth("1.00", "EUR");
        assertThat(model.fold(story.list(), at("2025-01-02")).stage()).isEqualTo("here");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "a message and then her answer, Message Sent > Liked, true",
        "two messages are counted both, Message Sent > Message Sent > Liked, false",
        "an identify call ends no quiet, Liked > Message Sent > Identify > Liked, true",
        "a message after her answer, Liked > Message Sent, false",
        "a message for each activity, Message Sent > Message Opened > Liked, false"
    })
    void a_quiet_ends_with_the_touchpoint_after_an_activity(String told, String names, boolean answered) {
        Touchpoints story = of();
        for (String name : names.split(" > ")) {
            Instant next = at("2025-01-01").plusSeconds(story.list().size());
            if (name.equals("Identify")) {
                story.identifiedOn(next.toString());
            } else {
                story.did(name, next);
            }
        }
        StageModel model = model("UTC", "touchpoint.name == \"Liked\" && quiet.count(\"Message Sent\") == 1");
        assertThat(model.fold(story.list(), LATER).transitions())
                .extracting(Transition::to)
                .isEqualTo(answered ? List.of("here", "gone") : List.of("gone"));
    }

    private static StageModel model(String zone, String rule) {
        return ModelFile.read("test.yaml", 1, """
                id: test
                titles: {en: Test}
                zone: %s
                silence: P60D
                stages:
                  - {name: here, titles: {en: Here}}
                  - {name: gone, titles: {en: Gone}, lost: true}
                rules:
                  - {name: only, to: here, when: '%s'}
                """.formatted(zone, rule));
    }

    private static Touchpoint plain(TouchpointKey key, String name) {
        return new Touchpoint(
                key, "test", TouchpointKind.TRACK, name, null, LATER, null, null, null, null, null, Map.of());
    }

    private static Touchpoints of() {
        return Touchpoints.of("ada");
    }

    private static String path(StageModel model, Touchpoints story, Instant asOf) {
        return String.join(
                " > ",
                model.fold(story.list(), asOf).transitions().stream()
                        .map(Transition::to)
                        .toList());
    }
}
