package io.flywheel.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for a campaign to start for nobody any more.
 *
 * @param finish whether those who are in it may get their remaining steps
 */
record EndCampaign(String campaign, boolean finish, String by) {
    @TargetAggregateIdentifier
    String stream() {
        return CampaignDefinition.stream(campaign);
    }
}
