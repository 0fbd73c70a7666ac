package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Seals;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.TwoCommandSides;
import io.flywheel.command.definition.ActiveModels;
import io.flywheel.command.identity.IdentityIndex;
import io.flywheel.command.identity.Mergers;
import io.flywheel.command.identity.NobodyKnown;
import io.flywheel.command.identity.PersonFinder;
import io.flywheel.command.platform.AggregateCache;
import io.flywheel.command.platform.LedgerEventStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two command sides that are told about the same people at the same time. */
class TwoCommandSidesIT {
    private static final int PEOPLE = 40;
    private static final int TOUCHPOINTS = 1_200;
    private static final int BATCH = 30;
    private static final String SOURCE = "both";
    private static final String ALONE = "one-by-one";
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static TwoCommandSides sides;

    @BeforeAll
    static void start() throws IOException {
        sides = new TwoCommandSides(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        sides.close();
    }

    /** Known by an id of hers and by a device, which become one along the way. */
    private static List<IncomingTouchpoint> everything() {
        Random random = new Random(7);
        List<IncomingTouchpoint> all = new ArrayList<>();
        for (int i = 0; i < TOUCHPOINTS; i++) {
            int person = random.nextInt(PEOPLE);
            ExternalId user = ExternalId.user("person-" + person);
            ExternalId device = ExternalId.anonymous("device-" + person);
            Instant at = START.plusSeconds(60L * i + random.nextInt(400_000));
            String rest = "{\"properties\":{\"n\":" + i + "}}";
            int kind = random.nextInt(12);
            all.add(
                    kind == 0
                            ? Calls.call(
                                    "m" + i,
                                    TouchpointKind.IDENTIFY,
                                    "Identified",
                                    List.of(user, device),
                                    null,
                                    at,
                                    rest)
                            : Calls.call(
                                    "m" + i,
                                    TouchpointKind.TRACK,
                                    kind < 5 ? "Order Completed" : "Page Viewed",
                                    List.of(kind % 2 == 0 ? user : device),
                                    null,
                                    at,
                                    rest));
        }
        return all;
    }

    private static int send(TouchpointRecorder recorder, List<IncomingTouchpoint> all, int seed) {
        List<IncomingTouchpoint> mine = new ArrayList<>(all);
        Collections.shuffle(mine, new Random(seed));
        int recorded = 0;
        for (int from = 0; from < mine.size(); from += BATCH) {
            var outcome = recorder.record(
                    new RecordTouchpoints(SOURCE, null, mine.subList(from, Math.min(from + BATCH, mine.size()))));
            assertThat(outcome.refused()).isEmpty();
            recorded += outcome.recorded();
        }
        return recorded;
    }

    private static int mergeByHand(PersonMerger merger) {
        int merged = 0;
        for (int person = 0; person < PEOPLE; person += 2) {
            try {
                merged += merger.merge("person-" + person, "anonymousId:device-" + person, "test")
                                .changed()
                        ? 1
                        : 0;
            } catch (NobodyKnown notYet) {
                continue;
            }
        }
        return merged;
    }

    private static int consent(ConsentRecorder consents, PersonFinder people) {
        int said = 0;
        for (int round = 0; round < 4; round++) {
            for (int person = 0; person < PEOPLE; person++) {
                var found = people.find("person-" + person);
                if (found.isPresent()) {
                    consents.record(
                            found.get(),
                            new ConsentChanged("email", round % 2 == 0, START.plusSeconds(round), "form", null, null));
                    said++;
                }
            }
        }
        return said;
    }

    private record Row(long position, String stream, long sequence, LifecycleEvent event) {}

    private static List<Row> log() {
        return sides.ledger()
                .query(
                        "SELECT position, stream, sequence, type, payload FROM ledger_event"
                                + " WHERE stream_type = 'UserLifecycle' ORDER BY position",
                        (row, number) -> new Row(row.getLong(1), row.getString(2), row.getLong(3), (LifecycleEvent)
                                EventFormat.read(row.getString(4), row.getBytes(5))));
    }

    private static Map<String, List<LifecycleEvent>> streams() {
        Map<String, List<LifecycleEvent>> streams = new LinkedHashMap<>();
        log().forEach(row -> {
            List<LifecycleEvent> events = streams.computeIfAbsent(row.stream(), stream -> new ArrayList<>());
            assertThat(row.sequence()).as(row.stream()).isEqualTo(events.size());
            events.add(row.event());
        });
        return streams;
    }

    @Test
    void whatever_both_are_told_about_the_same_people_counts_once_and_ends_as_if_there_were_one() throws Exception {
        List<IncomingTouchpoint> all = everything();
        int recorded = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> senders = new ArrayList<>();
            List<Future<Integer>> others = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                TouchpointRecorder recorder =
                        sides.both(TouchpointRecorder.class).get(i);
                PersonMerger merger = sides.both(PersonMerger.class).get(i);
                ConsentRecorder consents = sides.both(ConsentRecorder.class).get(i);
                PersonFinder people = sides.both(PersonFinder.class).get(i);
                for (int sender = 0; sender < 2; sender++) {
                    int seed = 2 * i + sender;
                    senders.add(threads.submit((Callable<Integer>) () -> send(recorder, all, seed)));
                }
                others.add(threads.submit(() -> mergeByHand(merger)));
                others.add(threads.submit(() -> consent(consents, people)));
            }
            for (Future<Integer> sender : senders) {
                recorded += sender.get();
            }
            for (Future<Integer> other : others) {
                other.get();
            }
        }
        assertThat(recorded).isEqualTo(TOUCHPOINTS);
        everyTouchpointIsThereOnce();
        everybodysPathIsTheFoldOfWhatIsHers();
        everyKeyOpensWhatIsSealedUnderIt();
        everyIdIsSomebodysOnce();
    }

    private static void everyTouchpointIsThereOnce() {
        List<Row> log = log();
        long touchpoints = log.stream()
                .filter(row -> row.event() instanceof TouchpointRecorded recorded
                        && recorded.facts().source().equals(SOURCE))
                .count();
        assertThat(touchpoints).isEqualTo(TOUCHPOINTS);
        assertThat(sides.ledger().queryForObject("SELECT MAX(position) - COUNT(*) FROM ledger_event", Long.class))
                .as("gaps")
                .isZero();
        long counted = streams().values().stream()
                .flatMap(events -> History.of(events.stream()).touchpoints().stream())
                .filter(touchpoint -> touchpoint.source().equals(SOURCE))
                .count();
        assertThat(counted).as("each counts for one person").isEqualTo(TOUCHPOINTS);
    }

    private static void everybodysPathIsTheFoldOfWhatIsHers() {
        List<StageModel> models = sides.first(ActiveModels.class).all();
        streams().forEach((stream, events) -> {
            History history = History.of(events.stream());
            for (StageModel model : models) {
                assertThat(history.path(model.id()))
                        .as(model.id() + " of " + stream)
                        .isEqualTo(RecordedPathTest.shown(model, history.touchpoints(), history.path(model.id())));
            }
        });
    }

    private static void everyKeyOpensWhatIsSealedUnderIt() {
        for (Seals seals : sides.both(Seals.class)) {
            for (Row row : log()) {
                if (row.event() instanceof TouchpointRecorded touchpoint && touchpoint.sealed() != null) {
                    assertThat(seals.open(
                                    touchpoint.sealed(),
                                    Place.of(touchpoint.facts().key())))
                            .hasValueSatisfying(rest -> assertThat(rest).contains("properties"));
                }
                if (row.event() instanceof IdentityLinked linked) {
                    assertThat(seals.open(linked.id(), Place.ofId(linked.index())))
                            .hasValueSatisfying(id -> assertThat(id).containsPattern("(person|device)-\\d+|ada"));
                }
            }
        }
    }

    private static void everyIdIsSomebodysOnce() {
        Map<String, String> holders = new HashMap<>();
        streams()
                .forEach((stream, events) -> History.of(events.stream())
                        .identities()
                        .forEach(id -> assertThat(holders.put(id.index(), stream))
                                .as(id.index())
                                .isNull()));
        Map<String, String> known = new HashMap<>();
        sides.ledger().query("SELECT blind_index, stream FROM identity_index", row -> {
            known.put(row.getString(1), row.getString(2));
        });
        assertThat(known).isEqualTo(holders);
        for (IdentityIndex index : sides.both(IdentityIndex.class)) {
            index.find(known.keySet(), index.moves())
                    .forEach((id, entry) -> assertThat(entry.stream()).isEqualTo(known.get(id)));
        }
        Set<String> people = new HashSet<>(known.values());
        assertThat(people).hasSizeBetween(PEOPLE, 2 * PEOPLE + 2);
        assertThat(sides.second(Mergers.class).goingOn(people))
                .allSatisfy((from, into) -> assertThat(into).isEqualTo(from));
    }

    private LifecycleId visitor(String user) {
        sides.first(TouchpointRecorder.class)
                .record(new RecordTouchpoints(
                        ALONE, null, List.of(Calls.track(user + "-1", ExternalId.user(user), "Page Viewed", START))));
        return sides.first(PersonFinder.class).require(user);
    }

    @Test
    void who_decides_that_nothing_is_to_be_done_knows_what_the_other_recorded() {
        LifecycleId ada = visitor("stale-ada");
        ConsentChanged yes = new ConsentChanged("email", true, START, "form", null, null);
        ConsentChanged no = new ConsentChanged("email", false, START.plusSeconds(1), "form", null, null);
        // In the memory of both.
        sides.second(ConsentRecorder.class).record(ada, yes);
        assertThat(sides.first(ConsentRecorder.class).record(ada, yes).recorded())
                .isFalse();
        sides.second(ConsentRecorder.class).record(ada, no);
        assertThat(sides.first(ConsentRecorder.class).record(ada, yes).decides())
                .as("that it is known, and overtaken by what the other heard")
                .isFalse();
        assertThat(sides.first(ConsentRecorder.class).record(ada, no).recorded())
                .isFalse();
    }

    @Test
    void a_snapshot_that_another_side_left_earlier_or_later_is_gone_on_from() {
        LifecycleId ada = visitor("snapped-ada");
        List<AggregateCache> caches = sides.both(AggregateCache.class);
        List<TouchpointRecorder> recorders = sides.both(TouchpointRecorder.class);
        for (int i = 0; i < 30; i++) {
            int side = i % 2;
            recorders
                    .get(side)
                    .record(new RecordTouchpoints(
                            ALONE,
                            null,
                            List.of(Calls.track(
                                    "snapped-" + i,
                                    ExternalId.user("snapped-ada"),
                                    i % 3 == 0 ? "Order Completed" : "Page Viewed",
                                    START.plusSeconds(3_600L * i)))));
            if (i % 5 == 4) {
                // Each leaves one as of what it knows, the other's is older.
                sides.both(Leaving.class).forEach(leaving -> {
                    leaving.stop();
                    leaving.start();
                });
                caches.get(side).removeAll();
            }
        }
        for (LedgerEventStore store : sides.both(LedgerEventStore.class)) {
            assertThat(store.newestOf(List.of(ada.value()))).containsOnlyKeys(ada.value());
        }
        everybodysPathIsTheFoldOfWhatIsHers();
        assertThat(History.of(streams().get(ada.value()).stream()).touchpoints())
                .hasSize(31);
    }
}
