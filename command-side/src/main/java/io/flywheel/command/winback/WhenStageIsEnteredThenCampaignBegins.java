package io.flywheel.command.winback;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.model.Transition;
import io.flywheel.api.winback.Campaign;
import io.flywheel.command.campaign.Campaigns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Begins every active campaign that is for the stage somebody has just entered. What became known too late to be news
 * begins nothing and leaves no trace: it is history that was filled in.
 */
final class WhenStageIsEnteredThenCampaignBegins implements EventMessageHandler {
    private static final String GATHERED = "flywheel.campaignsToBegin";

    private final Campaigns campaigns;
    private final Steps steps;

    WhenStageIsEnteredThenCampaignBegins(Campaigns campaigns, Steps steps) {
        this.campaigns = campaigns;
        this.steps = steps;
    }

    @Override
    public Object handle(EventMessage<?> message) {
        switch (message.getPayload()) {
            case ChurnDetected it -> entered(message, it.model(), it.transition());
            case StageEntered it -> entered(message, it.model(), it.transition());
            case PersonReturned it -> entered(message, it.model(), it.transition());
            case PathCorrected it -> it.entered().forEach(each -> entered(message, it.model(), each));
            default -> {}
        }
        return true;
    }

    private void entered(EventMessage<?> message, String model, Transition transition) {
        for (Campaign campaign : campaigns.active()) {
            if (campaign.model().equals(model)
                    && campaign.stage().equals(transition.to())
                    && isNews(campaign, transition.occurredAt(), message.getTimestamp())) {
                LifecycleId person = new LifecycleId(((DomainEventMessage<?>) message).getAggregateIdentifier());
                gathered().add(new Steps.Entry(person, campaign, transition.occurredAt()));
            }
        }
    }

    /** Those of everything that is read at once, which begin together before that is committed. */
    private List<Steps.Entry> gathered() {
        UnitOfWork<?> work = CurrentUnitOfWork.get();
        return work.root().getOrComputeResource(GATHERED, name -> {
            List<Steps.Entry> entries = new ArrayList<>();
            work.onPrepareCommit(ready -> steps.begin(entries));
            return entries;
        });
    }

    private static boolean isNews(Campaign campaign, Instant occurredAt, Instant recordedAt) {
        return !occurredAt.plus(campaign.newsLimit()).isBefore(recordedAt);
    }

    /** A replay begins nothing. */
    @Override
    public boolean supportsReset() {
        return false;
    }
}
