package io.flywheel.query.stage;

import static io.flywheel.query.stage.Story.*;

import io.flywheel.api.Money;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.stage.PeoplePerStage;
import io.flywheel.api.stage.StageCount;
import io.flywheel.api.stage.StageTransitions.Flow;
import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.TestReadModels;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** The stages of people whose events a test tells, and questions about them in few words. */
abstract class StageWorld {
    static final LifecycleOpened OPENED = new LifecycleOpened("shop", List.of());
    static final Duration MICRO = Duration.ofNanos(1_000);

    final StageProjection projection = new StageProjection();
    final TestReadModels models = new TestReadModels(projection, new MoneyProjection());
    final StageQueries stages = new StageQueries(models.ledger.jdbc, models.scan, models.snapshot, models.positions);
    final HistoryQueries history = new HistoryQueries(models.ledger.jdbc, models.snapshot, models.positions);
    final TransitionQueries moves = new TransitionQueries(models.ledger.jdbc, models.snapshot, models.positions);

    @BeforeEach
    void activate() {
        models.activate("aarrr", 1);
    }

    PeoplePerStage at(Instant at) {
        return stages.at(new StageQuestion(AARRR, null), at, null, false);
    }

    Map<String, Long> people(Instant at) {
        Map<String, Long> found = new LinkedHashMap<>();
        at(at).stages().stream()
                .filter(stage -> stage.people() > 0)
                .forEach(stage -> found.put(stage.stage(), stage.people()));
        return found;
    }

    List<Money> value(Instant at) {
        return at(at).stages().stream()
                .map(StageCount::value)
                .flatMap(List::stream)
                .toList();
    }

    List<Flow> flows(Instant from, Instant to) {
        return moves.between(new StageQuestion(AARRR, null), from, to, to).transitions();
    }

    static Map<String, Long> counts(@Nullable Object... pairs) {
        Map<String, Long> counts = new LinkedHashMap<>();
        List<Object> list = Arrays.asList(pairs);
        for (int i = 0; i < list.size(); i += 2) {
            counts.put((String) list.get(i), ((Integer) list.get(i + 1)).longValue());
        }
        return counts;
    }

    int openRows() {
        return models.ledger.jdbc.queryForObject(
                "SELECT COUNT(*) FROM stage_transition WHERE until_at = 9223372036854775807"
                        + " AND withdrawn_at = 9223372036854775807",
                Integer.class);
    }
}
