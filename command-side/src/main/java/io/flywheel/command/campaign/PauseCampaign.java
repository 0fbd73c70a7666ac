package io.flywheel.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks for a campaign to do nothing until it is activated again. */
record PauseCampaign(String campaign, String by) {
    @TargetAggregateIdentifier
    String stream() {
        return CampaignDefinition.stream(campaign);
    }
}
