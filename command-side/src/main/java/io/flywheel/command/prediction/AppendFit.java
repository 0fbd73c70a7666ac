package io.flywheel.command.prediction;

import io.flywheel.api.ltv.FitPublished;
import io.flywheel.api.ltv.ValueFit;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks for parameters to be those by which value is predicted from now on. */
record AppendFit(ValueFit fit, String by) {
    @TargetAggregateIdentifier
    String stream() {
        return FitPublished.STREAM;
    }
}
