package io.flywheel.query.prediction;

import org.jspecify.annotations.Nullable;

/**
 * What came of fitting a model to people: the model, or why there is none.
 *
 * @param model there if and only if the fit converged
 * @param detail a sentence for whoever looks into it
 * @param logLikelihood at the model; NaN without one
 * @param people who the model was fitted to
 * @param iterations over all starts
 */
public record Fit<M extends Record>(
        Outcome outcome, @Nullable M model, String detail, double logLikelihood, long people, int iterations) {
    /** How a fit ended. */
    public enum Outcome {
        CONVERGED,
        /** There is nobody to fit to. */
        NOBODY,
        /** Nobody bought again. */
        NO_REPEATS,
        /** The likelihood rises without end: the data do not say enough to fix every parameter. */
        NO_MAXIMUM,
        /** The maximum describes a population of which no mean can be told. */
        NO_MEAN,
        /** No start led to a maximum. */
        NOT_FOUND
    }

    public boolean converged() {
        return outcome == Outcome.CONVERGED;
    }

    static <M extends Record> Fit<M> none(Outcome outcome, String detail, long people, int iterations) {
        return new Fit<>(outcome, null, detail, Double.NaN, people, iterations);
    }
}
