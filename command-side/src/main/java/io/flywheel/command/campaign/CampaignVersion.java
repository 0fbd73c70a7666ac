package io.flywheel.command.campaign;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.flywheel.api.winback.Campaign;
import io.flywheel.command.definition.PublishedVersion;
import java.time.Instant;

/**
 * One version of a campaign, as text and as read.
 *
 * @param summary of the campaign, with the titles, model, stage and goal of this version
 * @param terms as they are written, or their defaults
 * @param publishedAt UTC
 * @param hash SHA-256 of the text, hex
 * @param text the YAML as it was published
 */
record CampaignVersion(
        int version,
        @JsonUnwrapped CampaignSummary summary,
        @JsonUnwrapped CampaignTerms terms,
        String publishedBy,
        Instant publishedAt,
        String hash,
        String text) {
    static CampaignVersion of(PublishedCampaign campaign, PublishedVersion published, Campaign read) {
        return new CampaignVersion(
                published.version(),
                CampaignSummary.of(campaign, read),
                CampaignTerms.of(read),
                published.by(),
                published.publishedAt(),
                published.hash(),
                published.text());
    }
}
