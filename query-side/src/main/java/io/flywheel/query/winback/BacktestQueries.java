package io.flywheel.query.winback;

import io.flywheel.api.Money;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.winback.Campaign;
import io.flywheel.api.winback.CampaignBacktest;
import io.flywheel.api.winback.CampaignResults.Missing;
import io.flywheel.api.winback.Draws;
import io.flywheel.api.winback.InArms;
import io.flywheel.query.platform.ActiveModel;
import io.flywheel.query.platform.Models;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.Problems;
import io.flywheel.query.platform.Snapshot;
import io.flywheel.query.winback.BacktestTally.Figure;
import io.flywheel.query.winback.Campaigns.Known;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what a campaign would have done in a time that has passed. Nothing is sent, recorded or stored for it. */
@Component
class BacktestQueries {
    /** The read models that are read. */
    static final String[] READ = {WinBackProjection.NAME, "stage", "consent", "identity", Models.READ_MODEL};

    private final Campaigns campaigns;
    private final PastReader pasts;
    private final Goals goals;
    private final Models models;
    private final Draws draws;
    private final Snapshot snapshot;
    private final Positions positions;

    BacktestQueries(
            Campaigns campaigns,
            PastReader pasts,
            Goals goals,
            Models models,
            BlindIndex blindIndex,
            Snapshot snapshot,
            Positions positions) {
        this.campaigns = campaigns;
        this.pasts = pasts;
        this.goals = goals;
        this.models = models;
        this.draws = new Draws(blindIndex);
        this.snapshot = snapshot;
        this.positions = positions;
    }

    /**
     * @param version none for the newest
     * @param to now
     * @throws org.springframework.web.ErrorResponseException 404 for what was never published; 422 while nobody can have
     *     the campaign's stage
     */
    CampaignBacktest over(String id, @Nullable Integer version, Duration time, Instant to) {
        return snapshot.read(() -> {
            long position = positions.reached(READ);
            Campaign campaign = version(campaigns.named(id), version);
            ActiveModel model = model(campaign);
            Instant from = to.minus(time);
            Set<String> reached = goals.of(campaign);
            BacktestTally tally = new BacktestTally(campaign.zone());
            pasts.each(
                    new PastReader.Asked(campaign, model, from, to),
                    past -> new Rehearsal(campaign, reached, from, to, draws, past, tally).run());
            return told(campaign, from, to, tally, position);
        });
    }

    private static Campaign version(Known known, @Nullable Integer version) {
        TreeMap<Integer, Campaign> versions = new TreeMap<>(known.versions());
        Campaign found = version == null ? versions.lastEntry().getValue() : versions.get(version);
        if (found == null) {
            throw Problems.unknown("There is no version " + version + " of the campaign “"
                    + known.shown().id() + "”. The newest is " + versions.lastKey() + ".");
        }
        return found;
    }

    private ActiveModel model(Campaign campaign) {
        return models.active().stream()
                .filter(model -> model.id().equals(campaign.model()))
                .findFirst()
                .orElseThrow(() -> Problems.tooLittle(
                        "Nobody has a stage under the model “" + campaign.model()
                                + "”: none of its versions is active. Activate one on the command side.",
                        List.of(new Missing("entered", "activeModel", 0, 1))));
    }

    private static CampaignBacktest told(
            Campaign campaign, Instant from, Instant to, BacktestTally tally, long position) {
        Money cost = campaign.cost();
        return new CampaignBacktest(
                campaign.id(),
                campaign.version(),
                campaign.model(),
                campaign.stage(),
                from,
                to,
                zone(campaign),
                tally.people(Figure.ENTERED),
                tally.people(Figure.BEGUN),
                tally.byDetail(Figure.DECLINED),
                tally.byDetail(Figure.ADDRESSED),
                tally.people(Figure.ADDRESSED),
                tally.people(Figure.HELD_OUT),
                tally.messages(),
                cost == null
                        ? null
                        : new Money(cost.amount().multiply(BigDecimal.valueOf(tally.messages())), cost.currency()),
                tally.byDetail(Figure.BLOCKED),
                tally.byDetail(Figure.POSTPONED),
                tally.byDetail(Figure.ENDED),
                new InArms(tally.returnedOf(false), tally.returnedOf(true)),
                new InArms(tally.notYetOf(false), tally.notYetOf(true)),
                tally.days(),
                assumptions(campaign),
                position);
    }

    /** As people call it: that of a campaign which names none has only a letter. */
    private static String zone(Campaign campaign) {
        return campaign.zone().equals(ZoneOffset.UTC) ? "UTC" : campaign.zone().getId();
    }

    private static List<String> assumptions(Campaign campaign) {
        return List.of(
                "Everybody lives by the clock of " + zone(campaign)
                        + ", the campaign's zone, also those whose own is known.",
                "Every channel that the campaign names is there; nothing was paused or stopped.",
                "Offers that were really sent are ignored: only the messages told here count towards the cap, and nobody"
                        + " had been in the campaign before.",
                "Another win-back that was really under way keeps this one from beginning, if it is a win-back.",
                "People entered the stage as it is known now, and it was noticed at once. Whoever was forgotten is left"
                        + " out.",
                "Consent is what she had said by then, as it is known now.");
    }
}
