package io.flywheel.command.campaign;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.flywheel.api.winback.SendingResumed;
import io.flywheel.api.winback.SendingStopped;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The one switch by which all sending stops, and goes on. */
@Aggregate(type = SendingHalt.TYPE)
class SendingHalt {
    static final String TYPE = "SendingHalt";

    /** There is one of it; the colon keeps it apart from lifecycles. */
    static final String STREAM = "sending:";

    @AggregateIdentifier
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // the first event sets it; Axon reads it
    private String stream;

    private boolean stopped;

    SendingHalt() {}

    /** Does nothing where it is stopped already: the first reason stands. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(StopSending command) {
        if (!stopped) {
            apply(new SendingStopped(command.reason(), command.by()));
        }
    }

    @CommandHandler
    void handle(ResumeSending command) {
        if (stopped) {
            apply(new SendingResumed(command.by()));
        }
    }

    @EventSourcingHandler
    void on(SendingStopped event) {
        stream = STREAM;
        stopped = true;
    }

    @EventSourcingHandler
    void on(SendingResumed event) {
        stopped = false;
    }
}
