package io.flywheel.command.campaign;

import io.flywheel.api.definition.DefinitionRefused;
import io.flywheel.api.winback.Campaign;
import io.flywheel.api.winback.CampaignFile;
import io.flywheel.api.winback.StageCheck;
import io.flywheel.command.definition.ActiveModels;
import io.flywheel.command.definition.UnknownDefinition;
import io.flywheel.command.platform.Retried;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Publishes, activates, pauses, ends and stops, and lets this process see the result before it answers. */
@Component
class CampaignControl {
    private final CommandGateway commands;
    private final Campaigns campaigns;
    private final ActiveModels models;

    CampaignControl(CommandGateway commands, Campaigns campaigns, ActiveModels models) {
        this.commands = commands;
        this.campaigns = campaigns;
        this.models = models;
    }

    /**
     * @return the version that has this text
     * @throws DefinitionRefused if the text is not a campaign, or of another one, or its model or stages do not exist
     */
    int publish(PublishCampaign command) {
        int version = Retried.until(() -> commands.<Integer>sendAndWait(command));
        campaigns.refresh();
        return version;
    }

    /** What would be wrong with publishing a text; nothing is published. */
    List<DefinitionRefused.Problem> check(String campaign, String text) {
        try {
            CampaignFile.check(campaign, 1, text, models::activeAndNewest);
            return List.of();
        } catch (DefinitionRefused refused) {
            return refused.problems();
        }
    }

    /**
     * Does nothing where it is active under that version already.
     *
     * @throws UnknownDefinition if it was never published
     * @throws StandsOtherwise if people cannot be in its stage
     */
    void activate(ActivateCampaign command) {
        Campaign campaign = campaigns.byRef(command.campaign(), command.version());
        boolean startsForSomebody = models.all().stream()
                .anyMatch(model -> model.id().equals(campaign.model()) && StageCheck.fits(campaign, model));
        if (!startsForSomebody) {
            throw StandsOtherwise.nobodyHasTheStage(campaign);
        }
        send(command.campaign(), command);
    }

    /** @throws StandsOtherwise if it does nothing that could be paused */
    void pause(PauseCampaign command) {
        send(command.campaign(), command);
    }

    /** @throws StandsOtherwise if it was never activated, or there is nobody left to finish it */
    void end(EndCampaign command) {
        send(command.campaign(), command);
    }

    void stopSending(StopSending command) {
        settle(command);
    }

    void resumeSending(ResumeSending command) {
        campaigns.refresh();
        // Before the first stop there is no stream that could be told to go on.
        if (campaigns.isSendingStopped()) {
            settle(command);
        }
    }

    private void send(String campaign, Object command) {
        campaigns.refresh();
        campaigns.catalogue().get(campaign);
        settle(command);
    }

    private void settle(Object command) {
        Retried.until(() -> {
            commands.<Object>sendAndWait(command);
            return command;
        });
        campaigns.refresh();
    }
}
