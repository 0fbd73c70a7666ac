package io.flywheel.command.prediction;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.flywheel.api.ltv.FitPublished;
import io.flywheel.api.ltv.ValueFit;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Decides which parameters become the next version of the prediction. */
@Aggregate(type = ValueFits.TYPE)
class ValueFits {
    static final String TYPE = "ValueFits";

    @AggregateIdentifier
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // the first event sets it; Axon reads it
    private String stream;

    private int newest;
    private @Nullable ValueFit fit;

    ValueFits() {}

    /** @return the version that has these parameters: a new one, or the newest where it has the same already */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    int handle(AppendFit command) {
        if (command.fit().equals(fit)) {
            return newest;
        }
        apply(new FitPublished(newest + 1, command.fit(), command.by()));
        return newest;
    }

    @EventSourcingHandler
    void on(FitPublished event) {
        stream = FitPublished.STREAM;
        newest = event.version();
        fit = event.fit();
    }
}
