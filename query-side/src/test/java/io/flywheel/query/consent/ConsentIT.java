package io.flywheel.query.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.privacy.ConsentHistory;
import io.flywheel.api.privacy.ConsentState;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.TestReadModels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Given what people said, then rows and answers. */
class ConsentIT {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MINUTES = 60;

    private final ConsentProjection projection = new ConsentProjection();
    private final TestReadModels models = new TestReadModels(projection);
    private final ConsentQueries queries = new ConsentQueries(new ConsentRows(models.ledger.jdbc));
    private final Random random = new Random(7);

    private static ConsentChanged said(String purpose, boolean granted, int minute) {
        return new ConsentChanged(purpose, granted, START.plusSeconds(60L * minute), "form", "v1", null);
    }

    private ConsentChanged anything() {
        boolean granted = random.nextBoolean();
        int minute = random.nextInt(MINUTES);
        return new ConsentChanged(
                random.nextBoolean() ? "email" : "sms",
                granted,
                START.plusSeconds(60L * minute),
                "form-" + random.nextInt(3),
                random.nextBoolean() ? "v1" : null,
                granted && random.nextInt(3) == 0 ? START.plusSeconds(60L * (minute + 1 + random.nextInt(20))) : null);
    }

    /** Many people's statements, in blocks as they come. */
    private Map<String, List<LedgerEvent>> history() {
        Map<String, List<LedgerEvent>> byPerson = new HashMap<>();
        List<String> people = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            people.add(LifecycleId.random().value());
        }
        for (int block = 0; block < 30; block++) {
            String person = people.get(random.nextInt(people.size()));
            List<Object> events = new ArrayList<>(List.of(new LifecycleOpened("shop", List.of())));
            for (int i = random.nextInt(5); i > 0; i--) {
                events.add(anything());
            }
            byPerson.computeIfAbsent(person, none -> new ArrayList<>()).addAll(models.tell(person, events.toArray()));
        }
        return byPerson;
    }

    /** The plainest way to say who decides: look through everything, again and again. */
    private static String independently(List<LedgerEvent> story, String purpose, Instant at, long known) {
        ConsentChanged best = null;
        long position = 0;
        for (LedgerEvent each : story) {
            if (each.event() instanceof ConsentChanged it
                    && it.purpose().equals(purpose)
                    && each.position() <= known
                    && !it.at().isAfter(at)) {
                boolean later = best == null || it.at().isAfter(best.at());
                boolean same = best != null && it.at().equals(best.at());
                if (later || (same && (best.granted() == it.granted() || !it.granted()))) {
                    best = it;
                    position = each.position();
                }
            }
        }
        if (best == null) {
            return "nothing";
        }
        boolean expired = best.expires() != null && !at.isBefore(best.expires());
        return (best.granted() && !expired) + " of " + position;
    }

    private String answered(String person, String purpose, Instant at, long known) {
        return queries.states(List.of(person), at, known).consents().stream()
                .filter(state -> state.purpose().equals(purpose))
                .map(state -> state.granted() + " of " + state.position())
                .findFirst()
                .orElse("nothing");
    }

    @Test
    void at_any_time_and_as_known_at_any_position_the_answer_is_that_of_an_independent_fold() {
        Map<String, List<LedgerEvent>> stories = history();
        int compared = 0;
        for (Map.Entry<String, List<LedgerEvent>> each : stories.entrySet()) {
            long last = each.getValue().getLast().position();
            for (int i = 0; i < 60; i++) {
                Instant at = START.plusSeconds(60L * (random.nextInt(MINUTES + 30) - 5));
                long known = i % 3 == 0 ? last : random.nextInt((int) last + 1);
                for (String purpose : List.of("email", "sms")) {
                    assertThat(answered(each.getKey(), purpose, at, known))
                            .isEqualTo(independently(each.getValue(), purpose, at, known));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    @Test
    void a_replay_in_blocks_of_any_size_ends_with_the_same_rows() {
        history();
        List<Map<String, Object>> live = rows(1);
        assertThat(live).hasSizeGreaterThan(20);
        models.rebuild(projection, 2, 7);
        models.rebuild(projection, 3, 1);
        assertThat(rows(2)).isEqualTo(live);
        assertThat(rows(3)).isEqualTo(live);
    }

    private List<Map<String, Object>> rows(int generation) {
        return models.ledger.jdbc.queryForList(
                "SELECT stream, known_at, purpose, granted, said_at, expires_at, source, wording, recorded_at"
                        + " FROM consent_rows WHERE generation = ? ORDER BY known_at",
                generation);
    }

    @Test
    void a_history_tells_the_latest_first_and_which_one_decides() {
        List<LedgerEvent> told =
                models.tell("ada", said("email", false, 9), said("email", true, 5), said("sms", true, 1));
        ConsentHistory history = queries.history(
                List.of("ada"), "email", START.plusSeconds(600), told.getLast().position());
        assertThat(history.changes())
                .extracting(ConsentHistory.Change::granted, ConsentHistory.Change::decides)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(false, true),
                        org.assertj.core.groups.Tuple.tuple(true, false));
        assertThat(history.changes().getLast().recordedAt())
                .isEqualTo(told.get(1).recordedAt());
        ConsentHistory before = queries.history(
                List.of("ada"), "email", START.plusSeconds(480), told.getLast().position());
        assertThat(before.changes()).extracting(ConsentHistory.Change::decides).containsExactly(false, true);
        assertThat(before.state()).extracting(ConsentState::granted).isEqualTo(true);
        assertThat(queries.history(List.of("ada"), "push", START, 99).state()).isNull();
    }

    @Test
    void what_was_said_under_several_streams_of_hers_is_one_history() {
        models.tell("ada", said("email", true, 1));
        long last = models.tell("ada-too", said("email", false, 2)).getLast().position();
        assertThat(queries.states(List.of("ada", "ada-too"), START.plusSeconds(600), last)
                        .consents())
                .extracting(ConsentState::granted)
                .containsExactly(false);
        assertThat(queries.histories(List.of("ada", "ada-too"), START.plusSeconds(600), last))
                .singleElement()
                .satisfies(history -> assertThat(history.changes()).hasSize(2));
    }
}
