package io.flywheel.query.winback;

import io.flywheel.api.model.Transition;
import io.flywheel.query.platform.ActiveModel;
import io.flywheel.query.platform.InList;
import io.flywheel.query.platform.Models;
import io.flywheel.query.platform.ReadStore;
import io.flywheel.query.winback.Arrivals.Arrival;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Tells when the silence that lasts loses people, whether or not an event says so yet: as every other answer counts them. */
@Component
class Silences {
    private static final String ACTIVE =
            "SELECT stream, last_activity FROM stage_person WHERE last_activity IS NOT NULL AND stream IN ";

    private final JdbcTemplate jdbc;
    private final Models models;

    Silences(@ReadStore JdbcTemplate jdbc, Models models) {
        this.jdbc = jdbc;
        this.models = models;
    }

    /** When each of some hundreds of people is lost if she does nothing more, which may be still to come. */
    Map<String, Arrival> of(Collection<String> people, String model) {
        Optional<ActiveModel> active =
                models.active().stream().filter(each -> each.id().equals(model)).findFirst();
        if (active.isEmpty()) {
            return Map.of();
        }
        long limit = active.get().silence().toNanos() / 1_000;
        Map<String, Arrival> found = new HashMap<>();
        for (List<String> some : InList.slices(people)) {
            jdbc.query(
                    ACTIVE + InList.marks(some),
                    row -> {
                        found.put(
                                row.getString(1),
                                new Arrival(
                                        model,
                                        Transition.Kind.CHURNED,
                                        active.get().lost(),
                                        row.getLong(2) + limit));
                    },
                    some.toArray());
        }
        return found;
    }
}
