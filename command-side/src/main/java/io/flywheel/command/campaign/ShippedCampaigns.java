package io.flywheel.command.campaign;

import io.flywheel.api.definition.DefinitionRefused;
import io.flywheel.command.definition.ShippedTexts;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Publishes the campaigns that come with the product before anything is served; one of them is active from the start. */
@Component
class ShippedCampaigns implements SmartLifecycle {
    /** After the models that they are for, before the web server takes its first request. */
    static final int PHASE = SpringAxonConfiguration.LIFECYCLE_PHASE + 512;

    static final String ACTIVE_AT_FIRST = "win-back";

    private static final Logger LOG = LoggerFactory.getLogger(ShippedCampaigns.class);

    private final CampaignControl control;
    private final Campaigns campaigns;
    private final String shipped;
    private volatile boolean running;

    @Autowired
    ShippedCampaigns(CampaignControl control, Campaigns campaigns) {
        this(control, campaigns, "classpath*:campaigns/*.yaml");
    }

    /** @param shipped a pattern of class path resources */
    ShippedCampaigns(CampaignControl control, Campaigns campaigns, String shipped) {
        this.control = control;
        this.campaigns = campaigns;
        this.shipped = shipped;
    }

    /** Safe to repeat, also by several processes at once. */
    void publishShipped() {
        campaigns.refresh();
        ShippedTexts.of(shipped).forEach((id, text) -> publish(id, text.yaml()));
        CampaignCatalogue catalogue = campaigns.catalogue();
        if (catalogue.everActive().isEmpty() && catalogue.campaigns().containsKey(ACTIVE_AT_FIRST)) {
            activate(catalogue.get(ACTIVE_AT_FIRST).newest().version());
        }
    }

    private void publish(String id, String text) {
        // Also an older version counts, or a restart would publish again what somebody has replaced since.
        if (campaigns.catalogue().hasText(id, text)) {
            return;
        }
        try {
            int version = control.publish(new PublishCampaign(id, text, ShippedTexts.BY));
            LOG.info("Published version {} of the campaign {}", version, id);
        } catch (DefinitionRefused foreignModel) {
            // The operator has put another model in the place of the shipped one; that is no reason not to start.
            LOG.warn(
                    "The campaign {} is left out, for it does not fit the models here: {}",
                    id,
                    foreignModel.getMessage());
        }
    }

    private void activate(int version) {
        try {
            control.activate(new ActivateCampaign(ACTIVE_AT_FIRST, version, ShippedTexts.BY));
        } catch (StandsOtherwise nobodyHasTheStage) {
            LOG.warn("The campaign {} stays a draft: {}", ACTIVE_AT_FIRST, nobodyHasTheStage.getMessage());
        }
    }

    @Override
    public void start() {
        publishShipped();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
