package io.flywheel.query.ltv;

import io.flywheel.api.ltv.ValueFit;
import io.flywheel.api.ltv.ValueModel;
import java.util.Objects;

/** Turns what was fitted into what can be published. */
final class ValueFits {
    private ValueFits() {}

    /** @param model converged */
    static ValueFit of(ValueModel model) {
        return new ValueFit(
                model.until(),
                model.zone(),
                Objects.requireNonNull(model.currency()),
                new ValueFit.Buying(
                        Objects.requireNonNull(model.r()),
                        Objects.requireNonNull(model.alpha()),
                        Objects.requireNonNull(model.a()),
                        Objects.requireNonNull(model.b()),
                        Objects.requireNonNull(model.logLikelihood()),
                        model.people()),
                Objects.requireNonNull(model.spend()),
                model.holdout());
    }
}
