package io.flywheel.query.winback;

import static io.flywheel.query.winback.WinBackProjection.FOREVER;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.model.Transition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a block says about people who come back, reach the goal of a campaign, or are lost instead; corrections included. */
final class ArrivalChanges {
    private static final String WITHDRAW_ONE = """
            UPDATE winback_arrival_rows SET withdrawn_at = ?
            WHERE stream = ? AND model = ? AND generation = %d AND kind = ? AND to_stage = ? AND occurred_at = ?
                AND withdrawn_at = 9223372036854775807""";
    private static final String WITHDRAW_ALL = """
            UPDATE winback_arrival_rows SET withdrawn_at = ?
            WHERE stream = ? AND model = ? AND generation = %d AND withdrawn_at = 9223372036854775807""";
    private static final String INSERT = """
            INSERT INTO winback_arrival_rows (generation, stream, model, known_at, nth, kind, to_stage, occurred_at,
                withdrawn_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private record Path(String stream, String model) {}

    private static final class Arrival {
        final long knownAt;
        final int nth;
        final Transition step;
        long withdrawnAt = FOREVER;

        Arrival(long knownAt, int nth, Transition step) {
            this.knownAt = knownAt;
            this.nth = nth;
            this.step = step;
        }

        boolean is(Transition other) {
            return withdrawnAt == FOREVER
                    && step.kind() == other.kind()
                    && step.to().equals(other.to())
                    && Micros.of(step.occurredAt()) == Micros.of(other.occurredAt());
        }
    }

    private final CampaignChanges campaigns;
    private final Map<Path, List<Arrival>> arrivals = new LinkedHashMap<>();
    private final List<Object[]> withdrawn = new ArrayList<>(0);
    private final List<Object[]> replaced = new ArrayList<>(0);

    ArrivalChanges(CampaignChanges campaigns) {
        this.campaigns = campaigns;
    }

    void add(String stream, String model, long position, int nth, Transition step) {
        if (campaigns.waitFor(model, step)) {
            arrivals.computeIfAbsent(new Path(stream, model), path -> new ArrayList<>(1))
                    .add(new Arrival(position, nth, step));
        }
    }

    void correct(String stream, long position, PathCorrected correction) {
        for (Transition step : correction.withdrawn()) {
            if (campaigns.waitFor(correction.model(), step)) {
                withdraw(new Path(stream, correction.model()), step, position);
            }
        }
        int nth = 0;
        for (Transition step : correction.entered()) {
            add(stream, correction.model(), position, nth++, step);
        }
    }

    private void withdraw(Path path, Transition step, long position) {
        for (Arrival arrival : arrivals.getOrDefault(path, List.of())) {
            if (arrival.is(step)) {
                arrival.withdrawnAt = position;
                return;
            }
        }
        withdrawn.add(new Object[] {
            position, path.stream, path.model, step.kind().name(), step.to(), Micros.of(step.occurredAt())
        });
    }

    void adopt(String stream, long position, ModelAdopted adoption) {
        if (!campaigns.concern(adoption.model())) {
            return;
        }
        Path path = new Path(stream, adoption.model());
        for (Arrival arrival : arrivals.getOrDefault(path, List.of())) {
            arrival.withdrawnAt = Math.min(arrival.withdrawnAt, position);
        }
        replaced.add(new Object[] {position, path.stream, path.model});
        int nth = 0;
        for (Transition step : adoption.path()) {
            add(stream, path.model, position, nth++, step);
        }
    }

    /** What was taken back one by one goes before what was replaced as a whole: so it keeps its own position. */
    void write(JdbcTemplate jdbc, int generation) {
        if (!withdrawn.isEmpty()) {
            jdbc.batchUpdate(WITHDRAW_ONE.formatted(generation), withdrawn);
        }
        if (!replaced.isEmpty()) {
            jdbc.batchUpdate(WITHDRAW_ALL.formatted(generation), replaced);
        }
        List<Object[]> rows = new ArrayList<>();
        arrivals.forEach((path, each) -> each.forEach(arrival -> rows.add(new Object[] {
            generation,
            path.stream,
            path.model,
            arrival.knownAt,
            arrival.nth,
            arrival.step.kind().name(),
            arrival.step.to(),
            Micros.of(arrival.step.occurredAt()),
            arrival.withdrawnAt
        })));
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(INSERT, rows);
        }
    }
}
