package io.flywheel.query.winback;

import io.flywheel.api.winback.Campaign;
import io.flywheel.query.platform.InList;
import io.flywheel.query.platform.ReadStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Tells in which stage people were at some time, as it is known now: what becomes known late may have moved them. */
@Component
class Whereabouts {
    static final String READ_MODEL = "stage";

    private static final String STANDING = """
            SELECT stream, to_stage, from_at, until_at FROM stage_transition
            WHERE stream IN %s AND model = ? AND withdrawn_at = 9223372036854775807""";

    private final JdbcTemplate jdbc;

    Whereabouts(@ReadStore JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In microseconds; it begins at {@code from} and is over at {@code until}. */
    private record Stay(String stage, long from, long until) {}

    /** Of some people under one model. */
    static final class Known {
        private final Map<String, List<Stay>> stays;

        private Known(Map<String, List<Stay>> stays) {
            this.stays = stays;
        }

        /** Whether she was in the stage that the campaign is for; none if nothing is known of her. */
        @Nullable
        Boolean wasThere(String person, Campaign campaign, long at) {
            List<Stay> hers = stays.get(person);
            return hers == null
                    ? null
                    : hers.stream()
                            .anyMatch(
                                    stay -> stay.from <= at && at < stay.until && stay.stage.equals(campaign.stage()));
        }
    }

    Known of(Collection<String> people, String model) {
        Map<String, List<Stay>> stays = new HashMap<>();
        for (List<String> some : InList.slices(people)) {
            List<Object> arguments = new ArrayList<>(some);
            arguments.add(model);
            jdbc.query(
                    STANDING.formatted(InList.marks(some)),
                    row -> {
                        stays.computeIfAbsent(row.getString(1), stream -> new ArrayList<>(2))
                                .add(new Stay(row.getString(2), row.getLong(3), row.getLong(4)));
                    },
                    arguments.toArray());
        }
        return new Known(stays);
    }
}
