package io.flywheel.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.model.Models;
import io.flywheel.api.model.Stage;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.api.touchpoint.Touchpoints;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    @ParameterizedTest
    @ValueSource(strings = {"shop", "school"})
    void a_population_is_the_same_whenever_it_is_asked_for_the_same_day(String name) {
        Population population = Populations.named(name).orElseThrow();
        assertThat(population.historyUntil(TODAY)).isEqualTo(population.historyUntil(TODAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "school"})
    void its_history_is_in_time_order_and_within_eighteen_months(String name) {
        List<IncomingTouchpoint> history = Populations.named(name).orElseThrow().historyUntil(TODAY);
        assertThat(history)
                .isSortedAccordingTo((a, b) -> a.occurredAt().compareTo(b.occurredAt()))
                .allMatch(each -> each.occurredAt().isBefore(Instant.parse("2026-03-01T00:00:00Z")))
                .allMatch(each -> !each.occurredAt().isBefore(Instant.parse("2024-09-01T00:00:00Z")));
        assertThat(history.stream().map(IncomingTouchpoint::messageId)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "school"})
    void everybody_leaves_a_trace_and_is_known_only_from_identify_on(String name) {
        Population population = Populations.named(name).orElseThrow();
        Map<String, Boolean> known = new HashMap<>();
        for (IncomingTouchpoint each : population.historyUntil(TODAY)) {
            String person = each.messageId().substring(0, each.messageId().lastIndexOf('-'));
            boolean nowKnown =
                    known.merge(person, each.kind() == TouchpointKind.IDENTIFY, (before, now) -> before || now);
            assertThat(each.ids().getFirst())
                    .isEqualTo(nowKnown ? ExternalId.user(person) : ExternalId.anonymous("browser-" + person));
        }
        assertThat(known).hasSize(population.people());
    }

    @Test
    void the_shop_has_everything_a_shop_has() {
        List<IncomingTouchpoint> history = new Shop().historyUntil(TODAY);
        Map<String, Long> byName =
                history.stream().collect(Collectors.groupingBy(IncomingTouchpoint::name, Collectors.counting()));
        assertThat(byName)
                .containsKeys(
                        "Ad Impression",
                        "Ad Clicked",
                        "Page Viewed",
                        "identify",
                        "Signed Up",
                        "Signed In",
                        "Order Completed",
                        "Order Refunded",
                        "Order Cancelled",
                        "Review Submitted",
                        "Invite Sent",
                        "Referral Converted",
                        "Message Sent",
                        "Message Opened",
                        "Ticket Opened",
                        "Ticket Solved",
                        "NPS Submitted",
                        "Community Joined",
                        "Offer Sent",
                        "Offer Accepted",
                        "Coupon Redeemed",
                        "Offer Shared");
        assertThat(byName.get("Order Completed")).isBetween(1_500L, 15_000L);
        assertThat(history).hasSizeBetween(40_000, 120_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "school"})
    void it_leads_people_into_every_stage_of_the_model_that_fits_it(String name) {
        Population population = Populations.named(name).orElseThrow();
        StageModel model = Models.named(population.model());
        Set<String> stages = new HashSet<>();
        lives(population)
                .forEach(life -> model.fold(life, Instant.parse("2026-03-01T00:00:00Z"))
                        .transitions()
                        .forEach(transition -> stages.add(transition.to())));
        assertThat(stages)
                .containsExactlyInAnyOrderElementsOf(
                        model.stages().stream().map(Stage::name).toList());
    }

    private static Collection<List<Touchpoint>> lives(Population population) {
        BlindIndex index = new BlindIndex(Touchpoints.SECRET);
        Map<String, List<Touchpoint>> lives = new HashMap<>();
        for (IncomingTouchpoint each : population.historyUntil(TODAY)) {
            lives.computeIfAbsent(
                            each.messageId().substring(0, each.messageId().lastIndexOf('-')),
                            person -> new ArrayList<>())
                    .add(fact(index.touchpoint(population.source(), each.messageId()), population.source(), each));
        }
        return lives.values();
    }

    private static Touchpoint fact(TouchpointKey key, String source, IncomingTouchpoint each) {
        return new Touchpoint(
                key,
                source,
                each.kind(),
                each.name(),
                each.channel(),
                each.occurredAt(),
                each.money(),
                each.quantity(),
                each.score(),
                each.seconds(),
                each.reference(),
                each.properties());
    }

    @Test
    void an_unknown_population_is_refused_with_the_choices() {
        assertThatThrownBy(() -> Populations.named("zoo")).hasMessageContaining("shop, school or none");
        assertThat(Populations.named("none")).isEmpty();
    }

    @Test
    void the_note_beside_the_store_reads_back(@TempDir Path folder) {
        assertThat(DemoNote.read(folder)).isEmpty();
        DemoNote note = new DemoNote("shop", TODAY, false);
        note.write(folder);
        assertThat(DemoNote.read(folder)).contains(note);
        note.completed().write(folder);
        assertThat(DemoNote.read(folder).orElseThrow().complete()).isTrue();
    }
}
