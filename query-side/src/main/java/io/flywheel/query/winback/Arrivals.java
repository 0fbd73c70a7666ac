package io.flywheel.query.winback;

import io.flywheel.api.model.Transition;
import io.flywheel.api.winback.Campaign;
import io.flywheel.query.platform.InList;
import io.flywheel.query.platform.ReadStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Tells when people came back under a model, entered its stages that are goals, or were lost. */
@Component
class Arrivals {
    private static final String STANDING = """
            SELECT stream, model, kind, to_stage, occurred_at FROM winback_arrival
            WHERE stream IN %s AND withdrawn_at = 9223372036854775807""";

    private final JdbcTemplate jdbc;

    Arrivals(@ReadStore JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param at microseconds since 1970-01-01T00:00:00Z */
    record Arrival(String model, Transition.Kind kind, String stage, long at) {
        /**
         * Whether this is what the campaign waits for; for one that wants people to stay, what it wants to prevent.
         *
         * @param reached the stages of which each is its goal or beyond
         */
        boolean matters(Campaign campaign, Set<String> reached) {
            if (!model.equals(campaign.model())) {
                return false;
            }
            return switch (kind) {
                case RETURNED -> campaign.isWinBack();
                case ENTERED -> reached.contains(stage);
                case CHURNED -> campaign.isToStay();
            };
        }
    }

    /** What stands of some hundreds of people. */
    Map<String, List<Arrival>> of(Collection<String> people) {
        Map<String, List<Arrival>> found = new HashMap<>();
        for (List<String> some : InList.slices(people)) {
            jdbc.query(
                    STANDING.formatted(InList.marks(some)),
                    row -> {
                        found.computeIfAbsent(row.getString(1), stream -> new ArrayList<>(1))
                                .add(new Arrival(
                                        row.getString(2),
                                        Transition.Kind.valueOf(row.getString(3)),
                                        row.getString(4),
                                        row.getLong(5)));
                    },
                    some.toArray());
        }
        return found;
    }
}
