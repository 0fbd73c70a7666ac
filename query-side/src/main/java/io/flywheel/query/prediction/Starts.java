package io.flywheel.query.prediction;

import io.flywheel.query.prediction.Fit.Outcome;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/** Climbs from several fixed starts and keeps the highest end, or says why it cannot be used. */
record Starts(double[][] starts, double[] least, double[] most, String[] names) {
    <M extends Record> Fit<M> fit(Objective objective, long people, Function<double[], M> model) {
        Ascent.End[] ends = Arrays.stream(starts)
                .map(start -> Ascent.climb(objective, start, people))
                .toArray(Ascent.End[]::new);
        int iterations = Arrays.stream(ends).mapToInt(Ascent.End::iterations).sum();
        Ascent.End best = null;
        for (Ascent.End end : ends) {
            if (Double.isFinite(end.value()) && (best == null || end.isBetterThan(best))) {
                best = end;
            }
        }
        if (best == null) {
            return Fit.none(Outcome.NOT_FOUND, "no start has a likelihood", people, iterations);
        }
        for (int i = 0; i < names.length; i++) {
            double value = best.parameters()[i];
            if (!(value >= least[i] && value <= most[i])) {
                String detail = String.format(
                        Locale.ROOT,
                        "the likelihood is highest where %s = %.3g, and only %.3g to %.3g is believed",
                        names[i],
                        value,
                        least[i],
                        most[i]);
                return Fit.none(Outcome.NO_MAXIMUM, detail, people, iterations);
            }
        }
        if (!best.atPeak()) {
            return Fit.none(Outcome.NOT_FOUND, "the highest point found is not a maximum", people, iterations);
        }
        M fitted = model.apply(best.parameters());
        long agree = Arrays.stream(ends).filter(best::isAsHighAs).count();
        String detail = agree + " of " + ends.length + " starts led to this maximum";
        return new Fit<>(Outcome.CONVERGED, fitted, detail, best.value(), people, iterations);
    }
}
