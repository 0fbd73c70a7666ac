package io.flywheel.query.prediction;

/** What a model expects a whole population to buy as time goes by, to be laid beside what it did buy. */
public final class Tracking {
    private static final double DAYS_PER_WEEK = 7;

    private Tracking() {}

    /**
     * Repeat transactions expected from the first day until the end of each day, summed up. Somebody who came on a day
     * can buy again from the next day on.
     *
     * @param newcomers how many people made their first purchase on each day
     * @return one figure for each day from 0 to {@code days - 1}
     */
    public static double[] expectedRepeats(BgNbd model, long[] newcomers, int days) {
        double[] byAge = new double[days];
        for (int age = 0; age < days; age++) {
            byAge[age] = model.expectedRepeats(age / DAYS_PER_WEEK);
        }
        double[] expected = new double[days];
        for (int day = 0; day < days; day++) {
            for (int born = 0; born <= Math.min(day, newcomers.length - 1); born++) {
                expected[day] += newcomers[born] * byAge[day - born];
            }
        }
        return expected;
    }
}
