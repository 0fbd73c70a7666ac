package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.Offered;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.winback.Campaign;
import io.flywheel.api.winback.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * People who were lost and whom several campaigns may address, with a simple book beside them: whoever was one with the
 * receiver when it was decided may have got the message.
 */
final class OfferedPeople {
    private static final List<String> CAMPAIGNS = List.of("one", "two", "three");
    private static final int CAP = 2;
    private static final Duration PER = Duration.ofDays(7);
    private static final Duration COOL_DOWN = Duration.ofDays(90);

    private final LifecycleHarness harness = new LifecycleHarness(List.of(Versions.AARRR));
    private final boolean cached;
    private Instant now = Instant.parse("2026-06-01T00:00:00Z");
    private final Map<LifecycleId, LifecycleId> mergedInto = new LinkedHashMap<>();
    private final List<Booked> book = new ArrayList<>();
    private final Map<LifecycleId, Integer> seen = new HashMap<>();

    /** @param everybody who was one then */
    private record Booked(WinBackEvent what, Set<LifecycleId> everybody) {}

    OfferedPeople(boolean cached) {
        this.cached = cached;
        CAMPAIGNS.forEach(id -> harness.with(campaign(id)));
        harness.itIs(now);
    }

    private static Campaign campaign(String id) {
        List<Step> steps = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> new Step(i, i == 1 ? Duration.ofSeconds(1) : Duration.ZERO, "log", "t"))
                .toList();
        return new Campaign(
                id,
                1,
                Map.of("en", id),
                "aarrr",
                "churn",
                "acquisition",
                Duration.ofDays(30),
                Duration.ofHours(72),
                COOL_DOWN,
                BigDecimal.ZERO,
                ZoneOffset.UTC,
                null,
                CAP,
                PER,
                "email",
                null,
                steps);
    }

    LifecycleId lost() {
        LifecycleId person = LifecycleId.random();
        harness.record(person, List.of(LifecycleFixture.on(seen.size() * 0.01, "Page Viewed")), cached);
        harness.hear(person, new ConsentChanged("email", true, now, "test", null, null), cached);
        harness.assess(person, now, Map.of(), cached);
        seen.put(person, 0);
        return person;
    }

    void wait(Duration time) {
        now = now.plus(time);
        harness.itIs(now);
    }

    List<LifecycleEvent> events(LifecycleId person) {
        return harness.events(person);
    }

    Offered offered(LifecycleId person) {
        WinBacks.Memo memo = harness.memo(person, cached).winBacks();
        return memo == null ? Offered.NOTHING : memo.offered();
    }

    void begin(LifecycleId person, String campaign) {
        harness.begin(person, campaign(campaign), circumstances(), cached);
        note(person);
    }

    /** Nothing, if that campaign is over for her. */
    void nextStep(LifecycleId person, String campaign) {
        WinBacks.Memo memo = harness.memo(person, cached).winBacks();
        List<Course> open = memo == null ? List.of() : memo.open();
        open.stream()
                .filter(course -> course.campaign().equals(campaign))
                .findFirst()
                .ifPresent(
                        course -> harness.take(person, course.episode(), course.step() + 1, circumstances(), cached));
        note(person);
    }

    private Circumstances circumstances() {
        return new Circumstances(now, ZoneOffset.UTC, true, BigDecimal.ONE, null, now, null);
    }

    void merge(LifecycleId from, LifecycleId into) {
        harness.merge(from, into, cached);
        mergedInto.put(from, into);
        harness.assess(into, now, Map.of(), cached);
    }

    void undo(LifecycleId off, LifecycleId from) {
        mergedInto.remove(off);
        split(from, off, everybodyIn(off));
    }

    void split(LifecycleId from, LifecycleId off, Set<LifecycleId> origins) {
        harness.split(from, off, origins, cached);
        harness.assess(from, now, Map.of(), cached);
        harness.assess(off, now, Map.of(), cached);
    }

    void doSomething(LifecycleId person, LifecycleId other, Random random) {
        LifecycleId one = goingOn(person);
        LifecycleId two = goingOn(other);
        switch (random.nextInt(8)) {
            case 0, 1 -> begin(one, CAMPAIGNS.get(random.nextInt(CAMPAIGNS.size())));
            case 2 -> {
                if (!one.equals(two)) {
                    merge(two, one);
                }
            }
            case 3 -> {
                LifecycleId into = mergedInto.get(person);
                if (into != null && into.equals(one)) {
                    undo(person, into);
                }
            }
            default -> nextStep(one, CAMPAIGNS.get(random.nextInt(CAMPAIGNS.size())));
        }
    }

    private LifecycleId goingOn(LifecycleId person) {
        LifecycleId into = mergedInto.get(person);
        return into == null ? person : goingOn(into);
    }

    private Set<LifecycleId> everybodyIn(LifecycleId person) {
        Set<LifecycleId> all = new HashSet<>(Set.of(person));
        mergedInto.forEach((from, into) -> {
            if (into.equals(person)) {
                all.addAll(everybodyIn(from));
            }
        });
        return all;
    }

    private void note(LifecycleId person) {
        List<LifecycleEvent> events = events(person);
        Set<LifecycleId> everybody = everybodyIn(person);
        events.subList(Objects.requireNonNullElse(seen.get(person), 0), events.size()).stream()
                .filter(event -> event instanceof OfferMade || event instanceof WinBackStarted)
                .forEach(event -> book.add(new Booked((WinBackEvent) event, everybody)));
        seen.put(person, events.size());
    }

    private Offered booked(Set<LifecycleId> person, List<Booked> some) {
        List<Offered.Message> messages = new ArrayList<>();
        Map<String, Instant> starts = new TreeMap<>();
        for (Booked each : some) {
            if (each.everybody().stream().anyMatch(person::contains)) {
                switch (each.what()) {
                    case OfferMade it -> messages.add(new Offered.Message(it.message(), it.at()));
                    case WinBackStarted it -> starts.put(it.campaign(), it.at());
                    default -> throw new IllegalStateException(String.valueOf(each));
                }
            }
        }
        messages.sort(null);
        return new Offered(messages, starts);
    }

    void assertThatEverybodyIsRemembered(String which) {
        for (LifecycleId person : seen.keySet()) {
            if (!mergedInto.containsKey(person)) {
                assertThat(offered(person)).as(which).isEqualTo(booked(everybodyIn(person), book));
            }
        }
    }

    void assertThatCapsAndCoolDownsHold(String which) {
        for (int i = 0; i < book.size(); i++) {
            Booked one = book.get(i);
            Offered before = booked(one.everybody(), book.subList(0, i));
            switch (one.what()) {
                case OfferMade it ->
                    assertThat(before.messages())
                            .as(which)
                            .filteredOn(message -> message.at().isAfter(it.at().minus(PER)))
                            .hasSizeLessThan(CAP);
                case WinBackStarted it -> {
                    Instant last = before.starts().get(it.campaign());
                    assertThat(last == null || !last.plus(COOL_DOWN).isAfter(it.at()))
                            .as(which)
                            .isTrue();
                }
                default -> throw new IllegalStateException(String.valueOf(one));
            }
        }
    }
}
