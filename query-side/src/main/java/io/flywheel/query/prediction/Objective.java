package io.flywheel.query.prediction;

/** A log-likelihood with its slope: what {@link Ascent} climbs. */
@FunctionalInterface
interface Objective {
    /** The log-likelihood, followed by its derivative by each parameter. */
    double[] at(double... parameters);
}
