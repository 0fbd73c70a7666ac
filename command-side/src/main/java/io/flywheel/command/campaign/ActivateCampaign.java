package io.flywheel.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks for a campaign to start for people under a published version, or to go on under it. */
record ActivateCampaign(String campaign, int version, String by) {
    @TargetAggregateIdentifier
    String stream() {
        return CampaignDefinition.stream(campaign);
    }
}
