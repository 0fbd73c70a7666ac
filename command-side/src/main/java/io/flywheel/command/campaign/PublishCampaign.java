package io.flywheel.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for a text to become the campaign's next version, without anything being sent by it.
 *
 * @param campaign the campaign's id, which the text must name too
 * @param text the whole YAML
 * @param by who asks
 */
record PublishCampaign(String campaign, String text, String by) {
    @TargetAggregateIdentifier
    String stream() {
        return CampaignDefinition.stream(campaign);
    }
}
