package io.flywheel.command.campaign;

import io.flywheel.api.winback.Campaign;

/** What was asked of a campaign makes no sense as it stands. */
final class StandsOtherwise extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StandsOtherwise(String message) {
        super(message);
    }

    static StandsOtherwise draft(String campaign) {
        return new StandsOtherwise(
                "The campaign '%s' is a draft: it does nothing that could be paused or ended.".formatted(campaign));
    }

    static StandsOtherwise noPause(String campaign, Standing standing) {
        return new StandsOtherwise(
                "The campaign '%s' is %s and starts for nobody. POST /api/campaigns/%s/end?inFlight=stop ends it for those too who are in it."
                        .formatted(campaign, standing.inWords(), campaign));
    }

    static StandsOtherwise nobodyLeft(String campaign) {
        return new StandsOtherwise(
                "The campaign '%s' has ended, also for those who were in it: nobody is left to finish it."
                        .formatted(campaign));
    }

    static StandsOtherwise nobodyHasTheStage(Campaign campaign) {
        return new StandsOtherwise(
                "The campaign '%s' would start for nobody: no active version of the model '%s' has its stage '%s'%s. POST /api/models/%s/activate activates a version that has."
                        .formatted(
                                campaign.id(),
                                campaign.model(),
                                campaign.stage(),
                                campaign.goal() == null ? "" : " and its goal '" + campaign.goal() + "'",
                                campaign.model()));
    }
}
