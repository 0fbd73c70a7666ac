package io.flywheel.command.campaign;

import io.flywheel.api.winback.Campaign;
import io.flywheel.command.definition.PublishedVersion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list of campaigns. What it is for is that of the version activated last, or of the newest of a draft.
 *
 * @param goal the stage people should reach; null for a win-back
 * @param active the version under which it starts, or will when it goes on; null for a draft, or once it has ended
 * @param versions all that were published
 */
record CampaignSummary(
        String id,
        Standing state,
        Map<String, String> titles,
        String model,
        String stage,
        @Nullable String goal,
        @Nullable Integer active,
        List<Integer> versions) {
    static CampaignSummary of(PublishedCampaign published, Campaign shown) {
        return new CampaignSummary(
                published.id(),
                published.standing(),
                shown.titles(),
                shown.model(),
                shown.stage(),
                shown.goal(),
                published.active(),
                published.versions().stream().map(PublishedVersion::version).toList());
    }
}
