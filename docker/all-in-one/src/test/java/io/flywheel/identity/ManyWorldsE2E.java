package io.flywheel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.Running;
import io.flywheel.api.Micros;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.model.Models;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.Transition;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.command.lifecycle.NothingToSplit;
import io.flywheel.command.lifecycle.PersonMerger;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import io.flywheel.command.lifecycle.TouchpointVoider;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Touchpoints, links, merges, splits, voids and people forgotten, in thousands of random orders: the log says of
 * everybody what a plain retelling says, and every read model says what a fold of the log says.
 */
class ManyWorldsE2E {
    private static final int WORLDS = Integer.getInteger("flywheel.worlds", 2_000);
    private static final int ROUNDS = 4;
    private static final int WORLDS_A_BATCH = 150;
    private static final String SOURCE = "worlds";
    private static final long SEED = 20_261_122;

    @TempDir
    static Path data;

    private static Running flywheel;
    private static List<World> worlds;
    private static LogFold log;

    @BeforeAll
    static void live() {
        flywheel = Running.on(data, "--flywheel.demo=none");
        worlds = IntStream.range(0, WORLDS)
                .mapToObj(number -> new World(number, SEED))
                .toList();
        TouchpointRecorder recorder = flywheel.bean(TouchpointRecorder.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (int from = 0; from < WORLDS; from += WORLDS_A_BATCH) {
                List<World> some = worlds.subList(from, Math.min(WORLDS, from + WORLDS_A_BATCH));
                List<IncomingTouchpoint> calls =
                        some.stream().flatMap(world -> world.calls().stream()).toList();
                recorder.record(new RecordTouchpoints(SOURCE, null, calls));
                some.forEach(ManyWorldsE2E::byHand);
            }
        }
        flywheel.http().awaitCaughtUp();
        log = LogFold.of(flywheel.store());
    }

    private static void byHand(World world) {
        World.ByHand asked = world.byHand();
        if (asked == null) {
            return;
        }
        PersonMerger merger = flywheel.bean(PersonMerger.class);
        Runnable request = () -> {
            switch (asked.what()) {
                case "merge" -> merger.merge(asked.id(), asked.others().getFirst(), "test");
                case "undo" -> merger.unmerge(asked.id(), "test");
                case "split" -> merger.split(asked.id(), asked.others(), "test");
                case "forget" ->
                    flywheel.http()
                            .post(
                                    "/api/users/" + asked.id() + "/forget",
                                    "application/json",
                                    "{\"confirm\":\"" + asked.id() + "\"}");
                default -> flywheel.bean(TouchpointVoider.class).voidOne(SOURCE, asked.id(), "test", "test");
            }
        };
        if (asked.refused()) {
            assertThatThrownBy(request::run).as("%s", asked).isInstanceOf(NothingToSplit.class);
        } else {
            request.run();
        }
    }

    @AfterAll
    static void stop() {
        flywheel.close();
    }

    private static Map<String, String> streamsByIndex() {
        Map<String, String> streams = new HashMap<>();
        flywheel.readStore()
                .query("SELECT blind_index, stream FROM identity WHERE withdrawn_at = " + Long.MAX_VALUE, row -> {
                    assertThat(streams.put(row.getString(1), row.getString(2))).isNull();
                });
        return streams;
    }

    @Test
    void everybody_has_the_ids_and_the_touchpoints_that_a_plain_retelling_gives_her() {
        BlindIndex blind = flywheel.bean(BlindIndex.class);
        Map<String, String> streams = streamsByIndex();
        Set<String> seen = new HashSet<>();
        for (World world : worlds) {
            world.people().forEach((ids, messages) -> {
                Set<String> hers =
                        ids.stream().map(id -> streams.get(blind.of(id))).collect(Collectors.toSet());
                assertThat(hers).as("%s", ids).hasSize(1).doesNotContainNull();
                String stream = hers.iterator().next();
                assertThat(seen.add(stream)).as("%s", ids).isTrue();
                assertThat(log.touchpoints(stream).stream().map(Touchpoint::key))
                        .as("%s", ids)
                        .containsExactlyInAnyOrderElementsOf(messages.stream()
                                .map(message -> blind.touchpoint(SOURCE, message))
                                .toList());
            });
        }
        assertThat(seen).hasSizeGreaterThan(WORLDS);
    }

    @Test
    void every_path_is_the_fold_of_what_counts_for_her() {
        for (StageModel model : List.of(Models.aarrr(), Models.fiveStage())) {
            Map<String, List<String>> rows = new HashMap<>();
            flywheel.readStore()
                    .query(
                            "SELECT stream, kind, from_stage, to_stage, rule, cause, occurred_at FROM stage_transition"
                                    + " WHERE model = '" + model.id() + "' AND withdrawn_at = " + Long.MAX_VALUE,
                            row -> {
                                byte[] cause = row.getBytes(6);
                                rows.computeIfAbsent(row.getString(1), stream -> new ArrayList<>())
                                        .add(text(new Transition(
                                                Transition.Kind.valueOf(row.getString(2)),
                                                row.getString(3),
                                                row.getString(4),
                                                row.getString(5),
                                                cause == null ? null : TouchpointKey.of(cause),
                                                Micros.toInstant(row.getLong(7)))));
                            });
            for (String stream : log.streams()) {
                List<String> told = rows.getOrDefault(stream, List.of());
                // One that was recorded, and whose end went to somebody else or was declared wrong, stays known.
                boolean silenceKnown =
                        told.size() > log.path(stream, model, false).size();
                assertThat(told)
                        .as("%s under %s", stream, model.id())
                        .containsExactlyInAnyOrderElementsOf(log.path(stream, model, silenceKnown).stream()
                                .map(ManyWorldsE2E::text)
                                .toList());
            }
        }
    }

    private static String text(Transition step) {
        return step.toString();
    }

    @Test
    void everybody_counts_once_from_her_first_touchpoint_to_her_last_activity() {
        Map<String, List<Object>> rows = new TreeMap<>();
        flywheel.readStore()
                .query("SELECT stream, first_at, last_activity FROM stage_person WHERE first_at IS NOT NULL", row -> {
                    Long last = row.getObject(3, Long.class);
                    rows.put(
                            row.getString(1),
                            java.util.Arrays.asList(
                                    Micros.toInstant(row.getLong(2)), last == null ? null : Micros.toInstant(last)));
                });
        Map<String, List<Object>> expected = new TreeMap<>();
        for (String stream : log.streams()) {
            List<Touchpoint> touchpoints = log.touchpoints(stream);
            if (!touchpoints.isEmpty()) {
                Instant last = touchpoints.stream()
                        .filter(Touchpoint::isActivity)
                        .map(Touchpoint::occurredAt)
                        .reduce((a, b) -> b)
                        .orElse(null);
                expected.put(
                        stream, java.util.Arrays.asList(touchpoints.getFirst().occurredAt(), last));
            }
        }
        assertThat(rows).isEqualTo(expected);
    }

    @Test
    void a_replay_ends_in_the_same_rows() {
        io.flywheel.ReadModelRows rows = new io.flywheel.ReadModelRows(flywheel.readStore());
        for (String projection : List.of("stage", "money", "identity", "timeline")) {
            int live = Objects.requireNonNull(flywheel.readStore()
                    .queryForObject("SELECT live FROM read_model WHERE name = ?", Integer.class, projection));
            flywheel.http()
                    .post(
                            "/api/replays",
                            "application/json",
                            "{\"projection\":\"" + projection + "\",\"switch\":\"by-hand\"}");
            org.awaitility.Awaitility.await()
                    .atMost(java.time.Duration.ofMinutes(2))
                    .until(() -> flywheel.http()
                            .json("/api/replays/" + projection + "-" + (live + 1))
                            .get("state")
                            .asString()
                            .equals("ready"));
            rows.areTheSame(projection, live, live + 1);
        }
    }

    @Test
    void a_story_tells_of_everything_that_counts_and_of_nothing_else() {
        BlindIndex blind = flywheel.bean(BlindIndex.class);
        for (World world : worlds.subList(0, Math.min(150, WORLDS))) {
            world.people().forEach((ids, messages) -> {
                ExternalId id = ids.iterator().next();
                List<String> told = flywheel.http()
                        .json("/api/users/" + id.text() + "/timeline?limit=1000&type=TouchpointRecorded")
                        .get("items")
                        .valueStream()
                        .filter(item -> !item.path("voided").asBoolean(false))
                        .map(item -> item.get("key").asString())
                        .toList();
                assertThat(told)
                        .as("%s", ids)
                        .containsExactlyInAnyOrderElementsOf(messages.stream()
                                .map(message ->
                                        blind.touchpoint(SOURCE, message).toString())
                                .toList());
            });
        }
    }
}
