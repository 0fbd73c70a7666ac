package io.flywheel.query.prediction;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealVector;

/**
 * Climbs a log-likelihood by Newton's method in the logarithms of the parameters. Curvature comes from differences of
 * the gradient; where it points the wrong way its sign is turned, so that every step leads uphill.
 */
final class Ascent {
    private static final int MOST_ITERATIONS = 200;
    private static final double WIDEST_STEP = 1.5;
    private static final double SMALL_STEP = 1e-8;
    private static final double DIFFERENCE = 1e-5;
    private static final double FLATTEST = 1e-10;
    private static final double NOISE = 1e-13;
    /** Logarithms beyond this have left every sensible range and do not come back. */
    private static final double LOST = 25;

    private final Objective objective;
    private final double[] origin;
    private final double people;
    private int iterations;

    private Ascent(Objective objective, double[] origin, double people) {
        this.objective = objective;
        this.origin = origin;
        this.people = people;
    }

    /** Where a climb ended. */
    record End(boolean atPeak, double[] parameters, double value, int iterations) {
        boolean isAsHighAs(End other) {
            return Math.abs(value - other.value) <= Math.max(1e-6, 1e-12 * Math.abs(value));
        }

        boolean isBetterThan(End other) {
            return isAsHighAs(other) ? atPeak && !other.atPeak : value > other.value;
        }
    }

    static End climb(Objective objective, double[] start, double people) {
        Ascent ascent = new Ascent(objective, start, people);
        return ascent.from(ascent.at(new ArrayRealVector(start.length)));
    }

    private End from(Place start) {
        Place here = start;
        while (iterations < MOST_ITERATIONS && here.isKnown() && here.logs.getLInfNorm() < LOST) {
            iterations++;
            EigenDecompositionSymmetric curvature = curvature(here);
            RealVector step = step(here, curvature);
            Place next = uphill(here, step);
            if (next == here) {
                break;
            }
            here = next;
            boolean dome = curvature.getEigenvalue(step.getDimension() - 1) > FLATTEST * curvature.getEigenvalue(0);
            if (dome && step.getLInfNorm() < SMALL_STEP) {
                return end(true, here);
            }
        }
        return end(false, here);
    }

    private End end(boolean atPeak, Place place) {
        return new End(atPeak, parameters(place.logs), -place.value * people, iterations);
    }

    /** Of the negative log-likelihood; eigenvalues in descending order. */
    private EigenDecompositionSymmetric curvature(Place here) {
        int size = here.logs.getDimension();
        double[][] second = new double[size][size];
        for (int i = 0; i < size; i++) {
            RealVector beside = here.logs.copy();
            beside.addToEntry(i, DIFFERENCE);
            RealVector change = at(beside).slope.subtract(here.slope).mapDivide(DIFFERENCE);
            for (int j = 0; j < size; j++) {
                second[i][j] += change.getEntry(j) / 2;
                second[j][i] += change.getEntry(j) / 2;
            }
        }
        return new EigenDecompositionSymmetric(new Array2DRowRealMatrix(second, false));
    }

    private static RealVector step(Place here, EigenDecompositionSymmetric curvature) {
        RealVector step = new ArrayRealVector(here.logs.getDimension());
        double floor = FLATTEST * Math.abs(curvature.getEigenvalue(0));
        for (int i = 0; i < step.getDimension(); i++) {
            RealVector direction = curvature.getEigenvector(i);
            double bend = Math.max(Math.abs(curvature.getEigenvalue(i)), Math.max(floor, Double.MIN_NORMAL));
            step.combineToSelf(1, -direction.dotProduct(here.slope) / bend, direction);
        }
        double widest = step.getLInfNorm();
        return widest > WIDEST_STEP ? step.mapMultiply(WIDEST_STEP / widest) : step;
    }

    private Place uphill(Place here, RealVector step) {
        double gain = step.dotProduct(here.slope);
        for (double part = 1; part > 1e-9; part /= 2) {
            Place next = at(here.logs.add(step.mapMultiply(part)));
            if (next.value <= here.value + 1e-4 * part * gain + NOISE * Math.abs(here.value)) {
                return next;
            }
        }
        return here;
    }

    private Place at(RealVector logs) {
        double[] parameters = parameters(logs);
        double[] found = objective.at(parameters);
        RealVector slope = new ArrayRealVector(parameters.length);
        for (int i = 0; i < parameters.length; i++) {
            slope.setEntry(i, -found[i + 1] * parameters[i] / people);
        }
        return new Place(logs, -found[0] / people, slope);
    }

    private double[] parameters(RealVector logs) {
        double[] parameters = new double[origin.length];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = origin[i] * StrictMath.exp(logs.getEntry(i));
        }
        return parameters;
    }

    private record Place(RealVector logs, double value, RealVector slope) {
        boolean isKnown() {
            return Double.isFinite(value) && Double.isFinite(slope.getL1Norm());
        }
    }
}
