package io.flywheel.query.prediction;

/**
 * CLV: what a person's expected transactions of the coming months are worth today. Value is revenue: no margin is taken
 * off.
 *
 * @param months how far to look, at least 1
 * @param monthlyDiscount a share: 0.01 is one per cent
 * @param weeksPerMonth how the months of money meet the weeks of BG/NBD
 */
public record LifetimeValue(
        BgNbd buying, GammaGamma spending, int months, double monthlyDiscount, double weeksPerMonth) {
    public LifetimeValue {
        if (months < 1 || !(monthlyDiscount >= 0) || !(weeksPerMonth > 0)) {
            throw new IllegalArgumentException("need a month or more, no negative discount, and weeks in a month");
        }
    }

    /** Twelve months at one per cent a month, which is what most published figures are. */
    public static LifetimeValue ofTwelveMonths(BgNbd buying, GammaGamma spending) {
        return new LifetimeValue(buying, spending, 12, 0.01, 4.345);
    }

    /** In the currency of the spend. Each month's transactions are discounted as if made at its end. */
    public double of(Customer customer, Spend spend) {
        return spending.expectedSpend(spend) * discountedTransactions(customer);
    }

    private double discountedTransactions(Customer customer) {
        double sum = 0;
        double before = 0;
        double worth = 1;
        for (int month = 1; month <= months; month++) {
            double until = buying.expectedWhileAlive(customer, month * weeksPerMonth);
            worth /= 1 + monthlyDiscount;
            sum += (until - before) * worth;
            before = until;
        }
        return sum * buying.pAlive(customer);
    }
}
