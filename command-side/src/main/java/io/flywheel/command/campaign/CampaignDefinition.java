package io.flywheel.command.campaign;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.flywheel.api.winback.CampaignActivated;
import io.flywheel.api.winback.CampaignEnded;
import io.flywheel.api.winback.CampaignFile;
import io.flywheel.api.winback.CampaignPaused;
import io.flywheel.api.winback.CampaignPublished;
import io.flywheel.command.definition.ActiveModels;
import io.flywheel.command.definition.TextHash;
import io.flywheel.command.definition.UnknownDefinition;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** Decides which text becomes a version of a campaign, and what the campaign may do. */
@Aggregate(type = CampaignDefinition.TYPE)
class CampaignDefinition {
    static final String TYPE = "CampaignDefinition";

    /** No lifecycle's stream name has a colon, so campaigns are one range of stream names. */
    private static final String STREAM_PREFIX = "campaign:";

    @AggregateIdentifier
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // the first event sets it; Axon reads it
    private String stream;

    private int newest;
    private String newestHash = "";
    private int active;
    private Standing standing = Standing.DRAFT;

    CampaignDefinition() {}

    static String stream(String campaign) {
        return STREAM_PREFIX + campaign;
    }

    /** @return the version that has this text: a new one, or the newest where it says the same already */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    int handle(PublishCampaign command, ActiveModels models) {
        String hash = TextHash.of(command.text());
        if (hash.equals(newestHash)) {
            return newest;
        }
        int next = newest + 1;
        CampaignFile.check(command.campaign(), next, command.text(), models::activeAndNewest);
        apply(new CampaignPublished(command.campaign(), next, command.text(), hash, command.by()));
        return next;
    }

    /** Also lets one that is paused go on, and one that has ended begin again. */
    @CommandHandler
    void handle(ActivateCampaign command) {
        if (command.version() < 1 || command.version() > newest) {
            throw UnknownDefinition.version("campaign", command.campaign(), command.version(), newest);
        }
        if (standing != Standing.ACTIVE || command.version() != active) {
            apply(new CampaignActivated(command.campaign(), command.version(), command.by()));
        }
    }

    @CommandHandler
    void handle(PauseCampaign command) {
        switch (standing) {
            case ACTIVE -> apply(new CampaignPaused(command.campaign(), command.by()));
            case PAUSED -> {}
            case DRAFT -> throw StandsOtherwise.draft(command.campaign());
            case FINISHING, ENDED -> throw StandsOtherwise.noPause(command.campaign(), standing);
        }
    }

    @CommandHandler
    void handle(EndCampaign command) {
        switch (standing) {
            case ACTIVE, PAUSED -> end(command);
            case FINISHING -> {
                if (!command.finish()) {
                    end(command);
                }
            }
            case ENDED -> {
                if (command.finish()) {
                    throw StandsOtherwise.nobodyLeft(command.campaign());
                }
            }
            case DRAFT -> throw StandsOtherwise.draft(command.campaign());
        }
    }

    private static void end(EndCampaign command) {
        apply(new CampaignEnded(command.campaign(), command.finish(), command.by()));
    }

    @EventSourcingHandler
    void on(CampaignPublished event) {
        stream = stream(event.campaign());
        newest = event.version();
        newestHash = event.hash();
    }

    @EventSourcingHandler
    void on(CampaignActivated event) {
        active = event.version();
        standing = Standing.ACTIVE;
    }

    @EventSourcingHandler
    void on(CampaignPaused event) {
        standing = Standing.PAUSED;
    }

    @EventSourcingHandler
    void on(CampaignEnded event) {
        standing = event.finish() ? Standing.FINISHING : Standing.ENDED;
    }
}
