package io.flywheel.query.prediction;

import io.flywheel.query.prediction.Fit.Outcome;

/** Finds the BG/NBD model under which what a population did was most likely. The same people give the same bits. */
public final class BgNbdFit {
    private static final String[] NAMES = {"r", "alpha", "a", "b"};
    private static final double[] LEAST = {1e-5, 1e-3, 1e-5, 1e-5};
    private static final double[] MOST = {1e4, 1e4, 1e4, 1e4};
    /** Values of r, a and b; alpha follows from the rate at which people bought. */
    private static final double[][] SHAPES = {{1, 1, 1}, {0.3, 1, 3}, {0.5, 0.1, 1}, {4, 0.5, 4}, {0.1, 5, 10}};

    private BgNbdFit() {}

    public static Fit<BgNbd> of(Customers customers) {
        long people = customers.people();
        if (people == 0) {
            return Fit.none(Outcome.NOBODY, "there is nobody to fit to", 0, 0);
        }
        if (customers.repeats() == 0) {
            return Fit.none(Outcome.NO_REPEATS, "nobody bought again", people, 0);
        }
        double rate = customers.repeats() / customers.weeks();
        double[][] starts = new double[SHAPES.length][];
        for (int i = 0; i < starts.length; i++) {
            double[] shape = SHAPES[i];
            starts[i] = new double[] {shape[0], shape[0] / rate, shape[1], shape[2]};
        }
        return new Starts(starts, LEAST, MOST, NAMES)
                .fit(
                        new BgNbdLikelihood(customers),
                        people,
                        found -> new BgNbd(found[0], found[1], found[2], found[3]));
    }
}
