package io.flywheel.query.winback;

import io.flywheel.api.Micros;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.winback.Campaign;
import io.flywheel.api.winback.CampaignDecisions;
import io.flywheel.api.winback.CampaignDecisions.Decision;
import io.flywheel.query.identity.People;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.RankCursor;
import io.flywheel.query.platform.ReadStore;
import io.flywheel.query.platform.Snapshot;
import io.flywheel.query.winback.Campaigns.Known;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Answers every decision of a campaign, the latest first, with what it was made from. */
@Component
class LedgerQueries {
    private static final int SLICE = 500;

    private final JdbcTemplate jdbc;
    private final Campaigns campaigns;
    private final People people;
    private final Whereabouts whereabouts;
    private final Snapshot snapshot;
    private final Positions positions;

    LedgerQueries(
            @ReadStore JdbcTemplate jdbc,
            Campaigns campaigns,
            People people,
            Whereabouts whereabouts,
            Snapshot snapshot,
            Positions positions) {
        this.jdbc = jdbc;
        this.campaigns = campaigns;
        this.people = people;
        this.whereabouts = whereabouts;
        this.snapshot = snapshot;
        this.positions = positions;
    }

    /** Which decisions are asked for; none for all. */
    record Chosen(@Nullable String decision, @Nullable String reason) {}

    /** @throws org.springframework.web.ErrorResponseException 404 for a campaign that was never published */
    CampaignDecisions page(String campaign, Chosen chosen, @Nullable RankCursor after, int limit) {
        return snapshot.read(() -> {
            Known known = campaigns.named(campaign);
            String id = known.shown().id();
            long position = positions.reached(WinBackProjection.NAME);
            List<LedgerRow> found = before(id, chosen, after == null ? Long.MAX_VALUE : after.rank(), limit + 1);
            List<LedgerRow> page = found.subList(0, Math.min(limit, found.size()));
            String next = found.size() <= limit
                    ? null
                    : new RankCursor(page.getLast().decision().position(), page.getLast().stream()).encoded();
            return new CampaignDecisions(id, told(known, page), next, position);
        });
    }

    /** @throws org.springframework.web.ErrorResponseException 404 for a campaign that was never published */
    String idOf(String campaign) {
        return campaigns.named(campaign).shown().id();
    }

    /** Hands over all of them, some hundreds at a time. */
    void each(String campaign, Chosen chosen, Consumer<Decision> reader) {
        Known known = campaigns.named(campaign);
        long before = Long.MAX_VALUE;
        List<LedgerRow> some;
        do {
            some = before(campaign, chosen, before, SLICE);
            told(known, some).forEach(reader);
            before = some.isEmpty() ? 0 : some.getLast().decision().position();
        } while (some.size() == SLICE);
    }

    private List<LedgerRow> before(String campaign, Chosen chosen, long position, int limit) {
        List<Object> arguments = new ArrayList<>(List.of(campaign, position));
        StringBuilder where = new StringBuilder("WHERE campaign = ? AND known_at < ?");
        if (chosen.decision != null) {
            where.append(" AND decision = ?");
            arguments.add(chosen.decision);
        }
        if (chosen.reason != null) {
            where.append(" AND reason = ?");
            arguments.add(chosen.reason);
        }
        return jdbc.query(
                "SELECT * FROM winback_decision " + where + " ORDER BY known_at DESC LIMIT " + limit,
                (row, number) -> LedgerRow.read(row),
                arguments.toArray());
    }

    /** Under the ids that services know people by now, also those who turned out to be somebody else. */
    private List<Decision> told(Known known, List<LedgerRow> rows) {
        List<String> streams = rows.stream().map(LedgerRow::stream).distinct().toList();
        Map<String, String> goOnIn = people.goOnIn(streams);
        List<String> now = streams.stream()
                .map(stream -> goOnIn.getOrDefault(stream, stream))
                .distinct()
                .toList();
        Map<String, ExternalId> ids = people.shown(now);
        long stagesReach = positions.reached(Whereabouts.READ_MODEL);
        Map<String, Whereabouts.Known> there = new HashMap<>();
        return rows.stream()
                .map(row -> {
                    String person = goOnIn.getOrDefault(row.stream(), row.stream());
                    ExternalId id = ids.get(person);
                    Campaign campaign = known.version(row.decision().version());
                    boolean says = !row.decision().decision().equals(DecisionRows.ENDED)
                            && row.decision().position() <= stagesReach;
                    Boolean inStage = says
                            ? there.computeIfAbsent(campaign.model(), model -> whereabouts.of(now, model))
                                    .wasThere(
                                            person,
                                            campaign,
                                            Micros.of(row.decision().at()))
                            : null;
                    return row.of(id == null ? "lifecycle:" + person : id.text(), inStage);
                })
                .toList();
    }
}
