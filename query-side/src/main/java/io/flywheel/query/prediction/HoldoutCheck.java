package io.flywheel.query.prediction;

/**
 * How well predictions met what people then did in a time the model had not seen.
 *
 * @param correlation Pearson's, over people; NaN if all predictions or all outcomes are equal
 */
public record HoldoutCheck(
        long people,
        double expectedSum,
        double actualSum,
        double meanAbsoluteError,
        double rootMeanSquareError,
        double correlation) {

    /** One element of each array per person. */
    public static HoldoutCheck of(double[] expected, double[] actual) {
        int people = expected.length;
        if (people == 0 || people != actual.length) {
            throw new IllegalArgumentException("need as many outcomes as predictions, and one at least");
        }
        double expectedSum = 0;
        double actualSum = 0;
        double absolute = 0;
        double square = 0;
        for (int i = 0; i < people; i++) {
            double error = expected[i] - actual[i];
            expectedSum += expected[i];
            actualSum += actual[i];
            absolute += Math.abs(error);
            square += error * error;
        }
        double both = 0;
        double ofExpected = 0;
        double ofActual = 0;
        for (int i = 0; i < people; i++) {
            double one = expected[i] - expectedSum / people;
            double other = actual[i] - actualSum / people;
            both += one * other;
            ofExpected += one * one;
            ofActual += other * other;
        }
        return new HoldoutCheck(
                people,
                expectedSum,
                actualSum,
                absolute / people,
                Math.sqrt(square / people),
                both / Math.sqrt(ofExpected * ofActual));
    }

    /** By how much the prediction was too high (positive) or too low, as a share of what came. */
    public double relativeError() {
        return (expectedSum - actualSum) / actualSum;
    }
}
