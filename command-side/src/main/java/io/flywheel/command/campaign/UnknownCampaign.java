package io.flywheel.command.campaign;

/** A campaign, or a version of one, was asked for that has never been published. */
final class UnknownCampaign extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UnknownCampaign(String message) {
        super(message);
    }

    static UnknownCampaign id(String campaign) {
        return new UnknownCampaign(
                "No campaign is called '%s'. GET /api/campaigns lists those that exist; PUT /api/campaigns/%s publishes one."
                        .formatted(campaign, campaign));
    }

    static UnknownCampaign version(String campaign, int version, int newest) {
        return new UnknownCampaign(
                "The campaign '%s' has no version %d: its versions are 1 to %d. PUT /api/campaigns/%s publishes another."
                        .formatted(campaign, version, newest, campaign));
    }
}
