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
    static final String AT_ONCE = "noticed-at-once";
    static final String AS_RECORDED = "noticed-as-recorded";
    /** What is taken for granted, as the documentation and the pages explain it in words. */
    private static final List<String> ASSUMED = List.of(
            "clock-of-the-zone", "nothing-in-the-way", "no-other-messages", "other-win-backs", AT_ONCE, "as-known-now");

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
     * @param asRecorded whether the campaign's news limit counts from when things happened to when they became known; else
     *     everything is taken for noticed at once
     * @throws org.springframework.web.ErrorResponseException 404 for what was never published; 422 while nobody can have
     *     the campaign's stage
     */
    CampaignBacktest over(String id, @Nullable Integer version, Duration time, Instant to, boolean asRecorded) {
        return snapshot.read(() -> {
            long position = positions.reached(READ);
            Campaign campaign = version(campaigns.named(id), version);
            ActiveModel model = model(campaign);
            Instant from = to.minus(time);
            Set<String> reached = goals.of(campaign);
            BacktestTally tally = new BacktestTally(campaign.zone());
            pasts.each(
                    new PastReader.Asked(campaign, model, from, to),
                    past -> new Rehearsal(campaign, reached, from, to, asRecorded, draws, past, tally).run());
            return told(campaign, from, to, asRecorded, tally, position);
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
            Campaign campaign, Instant from, Instant to, boolean asRecorded, BacktestTally tally, long position) {
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
                tally.people(Figure.LATE),
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
                ASSUMED.stream()
                        .map(code -> asRecorded && code.equals(AT_ONCE) ? AS_RECORDED : code)
                        .toList(),
                position);
    }

    /** As people call it: that of a campaign which names none has only a letter. */
    private static String zone(Campaign campaign) {
        return campaign.zone().equals(ZoneOffset.UTC) ? "UTC" : campaign.zone().getId();
    }
}
