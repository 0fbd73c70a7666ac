package io.flywheel.query.prediction;

import io.flywheel.query.prediction.Fit.Outcome;

/** Finds the Gamma-Gamma model under which what people spent was most likely. The same people give the same bits. */
public final class GammaGammaFit {
    private static final String[] NAMES = {"p", "q", "gamma"};
    /** Values of p and q; gamma follows from what people spent. */
    private static final double[][] SHAPES = {{2, 3}, {8, 4}, {0.5, 2}, {30, 20}};

    private GammaGammaFit() {}

    public static Fit<GammaGamma> of(Spends spends) {
        long people = spends.people();
        if (people == 0) {
            return Fit.none(Outcome.NOBODY, "nobody bought again for more than nothing", 0, 0);
        }
        double mean = spends.mean();
        double[][] starts = new double[SHAPES.length][];
        for (int i = 0; i < starts.length; i++) {
            double[] shape = SHAPES[i];
            starts[i] = new double[] {shape[0], shape[1], mean * (shape[1] - 1) / shape[0]};
        }
        // gamma is money: what is believable for it depends on the currency
        double[] least = {1e-5, 1e-5, 1e-5 * mean};
        double[] most = {1e4, 1e4, 1e4 * mean};
        Fit<GammaGamma> fit = new Starts(starts, least, most, NAMES)
                .fit(new GammaGammaLikelihood(spends), people, found -> new GammaGamma(found[0], found[1], found[2]));
        GammaGamma model = fit.model();
        return model != null && Double.isInfinite(model.expectedSpend())
                ? Fit.none(Outcome.NO_MEAN, "q is at most 1: spend has no mean", people, fit.iterations())
                : fit;
    }
}
