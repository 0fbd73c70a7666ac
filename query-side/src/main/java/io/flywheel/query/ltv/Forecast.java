package io.flywheel.query.ltv;

import io.flywheel.api.Money;
import io.flywheel.api.ltv.PersonValue;
import io.flywheel.query.money.Amounts;
import io.flywheel.query.money.Currency;
import io.flywheel.query.prediction.BgNbd;
import io.flywheel.query.prediction.GammaGamma;
import io.flywheel.query.prediction.LifetimeValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Tells what one buyer is expected to do, by one model and over one horizon. */
record Forecast(BgNbd buying, GammaGamma spending, LifetimeValue year, Currency currency, int horizonDays) {
    private static final double DAYS_PER_WEEK = 7;
    /** Predictions are doubles; what lies behind the millionths is noise. */
    private static final int SCALE = 6;

    /** None where nothing can be predicted. */
    static @Nullable Forecast of(Fitted fitted, Currency currency, int horizonDays) {
        return fitted.buying() == null || fitted.spending() == null
                ? null
                : new Forecast(
                        fitted.buying(),
                        fitted.spending(),
                        LifetimeValue.ofTwelveMonths(fitted.buying(), fitted.spending()),
                        currency,
                        horizonDays);
    }

    double clv(Repeats repeats, int buyer) {
        return year.of(repeats.customer(buyer), repeats.spend(buyer));
    }

    PersonValue.Prediction of(Repeats repeats, int buyer) {
        double orders = buying.expectedRepeats(repeats.customer(buyer), horizonDays / DAYS_PER_WEEK);
        double spend = spending.expectedSpend(repeats.spend(buyer));
        return new PersonValue.Prediction(
                buying.pAlive(repeats.customer(buyer)),
                horizonDays,
                orders,
                money(spend),
                money(orders * spend),
                money(clv(repeats, buyer)));
    }

    private Money money(double amount) {
        return new Money(
                Amounts.plain(BigDecimal.valueOf(amount).setScale(SCALE, RoundingMode.HALF_EVEN)),
                String.valueOf(currency.code()));
    }
}
