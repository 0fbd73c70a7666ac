package io.flywheel.query.replay;

import io.flywheel.query.platform.Generations;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.Problems;
import io.flywheel.query.platform.Projections;
import io.flywheel.query.platform.RankCursor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Replays as people see them: which there are, and how far each is. */
@Component
public class Replays {
    private final ReplayTable table;
    private final Generations generations;
    private final Projections projections;
    private final Positions positions;
    private final Rates rates;

    Replays(ReplayTable table, Generations generations, Projections projections, Positions positions, Rates rates) {
        this.table = table;
        this.generations = generations;
        this.projections = projections;
        this.positions = positions;
        this.rates = rates;
    }

    /** @throws org.springframework.web.ErrorResponseException 404 if there is none */
    public ReplayProgress get(String id) {
        return table.find(id).map(this::progress).orElseThrow(() -> unknown(id));
    }

    /** The latest one of a read model. */
    public Optional<ReplayProgress> latest(String projection) {
        return table.latest(projection).map(this::progress);
    }

    List<Replay> newest(@Nullable RankCursor before, int limit) {
        return table.newest(before, limit);
    }

    ReplayProgress progress(Replay one) {
        long head = positions.head();
        Long reached = one.reached();
        long position = reached != null
                ? reached
                : generations.position(one.projection(), one.generation()).orElse(0);
        String error = one.error() != null ? one.error() : projections.error(one.projection(), one.generation());
        return ReplayProgress.of(
                one,
                new ReplayProgress.Moment(
                        position,
                        head,
                        rates.perSecond(one.id()),
                        generations.live(one.projection()),
                        generations.isClearing(one.projection()),
                        error));
    }

    static RuntimeException unknown(String id) {
        return Problems.unknown("There is no replay " + id + "; GET /api/replays lists them.");
    }
}
