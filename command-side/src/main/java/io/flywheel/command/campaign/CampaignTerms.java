package io.flywheel.command.campaign;

import io.flywheel.api.Money;
import io.flywheel.api.winback.Campaign;
import io.flywheel.api.winback.QuietHours;
import io.flywheel.api.winback.Step;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign may do, by the names and in the notation of its file; durations are ISO-8601.
 *
 * @param holdOut a share, 0 to 0.5
 * @param quietHours null for none
 * @param cost of one message, null if it is not known
 */
record CampaignTerms(
        String within,
        String newsLimit,
        String coolDown,
        BigDecimal holdOut,
        String zone,
        @Nullable QuietTime quietHours,
        MessageCap cap,
        String purpose,
        @Nullable Money cost,
        List<CampaignStep> steps) {
    /** By the clock on a person's own wall, such as 21:00. */
    record QuietTime(String from, String to) {
        static QuietTime of(QuietHours hours) {
            return new QuietTime(hours.from().toString(), hours.to().toString());
        }
    }

    /** @param messages of all campaigns together, within {@code per} */
    record MessageCap(int messages, String per) {}

    /** @param after the step before, or the start */
    record CampaignStep(int number, String after, String channel, String template) {
        static CampaignStep of(Step step) {
            return new CampaignStep(step.number(), step.after().toString(), step.channel(), step.template());
        }
    }

    static CampaignTerms of(Campaign campaign) {
        QuietHours quiet = campaign.quietHours();
        return new CampaignTerms(
                campaign.within().toString(),
                campaign.newsLimit().toString(),
                campaign.coolDown().toString(),
                campaign.holdOut(),
                campaign.zone().getId(),
                quiet == null ? null : QuietTime.of(quiet),
                new MessageCap(campaign.mostMessages(), campaign.perPeriod().toString()),
                campaign.purpose(),
                campaign.cost(),
                campaign.steps().stream().map(CampaignStep::of).toList());
    }
}
