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
        @Nullable Quiet quietHours,
        Cap cap,
        String purpose,
        @Nullable Money cost,
        List<Message> steps) {
    /** By the clock on a person's own wall, such as 21:00. */
    record Quiet(String from, String to) {
        static Quiet of(QuietHours hours) {
            return new Quiet(hours.from().toString(), hours.to().toString());
        }
    }

    /** @param messages of all campaigns together, within {@code per} */
    record Cap(int messages, String per) {}

    /** @param after the step before, or the start */
    record Message(int number, String after, String channel, String template) {
        static Message of(Step step) {
            return new Message(step.number(), step.after().toString(), step.channel(), step.template());
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
                quiet == null ? null : Quiet.of(quiet),
                new Cap(campaign.mostMessages(), campaign.perPeriod().toString()),
                campaign.purpose(),
                campaign.cost(),
                campaign.steps().stream().map(Message::of).toList());
    }
}
