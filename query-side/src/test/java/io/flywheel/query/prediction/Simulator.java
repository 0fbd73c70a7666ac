package io.flywheel.query.prediction;

import java.util.Arrays;
import org.hipparchus.random.RandomDataGenerator;

/** Draws people who behave exactly as a model says; the same seed draws the same people. */
final class Simulator {
    private final RandomDataGenerator random;

    Simulator(long seed) {
        random = new RandomDataGenerator(seed);
    }

    /** What people did, one element per person, and what they would go on to do. */
    record Shop(int[] x, double[] tx, double[] T, double[] later) {
        Customers customers() {
            return Customers.of(x, tx, T);
        }
    }

    /** People who came at any time within the {@code longest} weeks before the last day, and {@code later} weeks more. */
    Shop shop(BgNbd model, int people, double longest, double later) {
        Shop shop = new Shop(new int[people], new double[people], new double[people], new double[people]);
        for (int i = 0; i < people; i++) {
            shop.T[i] = longest * (1 - random.nextUniform(0, 1));
            live(model, shop, i, later);
        }
        return shop;
    }

    private void live(BgNbd model, Shop shop, int i, double later) {
        double rate = random.nextGamma(model.r(), 1 / model.alpha());
        double dropout = random.nextBeta(model.a(), model.b());
        double time = 0;
        boolean alive = true;
        while (alive) {
            time += rate > 0 ? random.nextExponential(1 / rate) : Double.POSITIVE_INFINITY;
            if (time > shop.T[i] + later) {
                return;
            }
            if (time <= shop.T[i]) {
                shop.x[i]++;
                shop.tx[i] = time;
            } else {
                shop.later[i]++;
            }
            alive = random.nextUniform(0, 1) >= dropout;
        }
    }

    /** For each number of repeat transactions their mean value. */
    double[] spend(GammaGamma model, int[] x) {
        return Arrays.stream(x)
                .mapToDouble(repeats -> repeats == 0
                        ? 0
                        : random.nextGamma(model.p() * repeats, 1 / random.nextGamma(model.q(), 1 / model.gamma()))
                                / repeats)
                .toArray();
    }
}
