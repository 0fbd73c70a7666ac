package io.flywheel.query.ltv;

import io.flywheel.api.ltv.FitPublished;
import io.flywheel.api.ltv.ValueFit;
import io.flywheel.api.ltv.ValueModel;
import io.flywheel.query.prediction.BgNbd;
import io.flywheel.query.prediction.GammaGamma;
import io.flywheel.query.prediction.LifetimeValue;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What predictions are made with, and what is shown beside them. */
record Fitted(@Nullable BgNbd buying, @Nullable GammaGamma spending, ValueModel shown) {
    static Fitted published(FitPublished published, long position) {
        ValueFit fit = published.fit();
        ValueFit.Buying buying = fit.buying();
        ValueFit.Spending spending = fit.spending();
        return new Fitted(
                new BgNbd(buying.r(), buying.alpha(), buying.a(), buying.b()),
                new GammaGamma(spending.p(), spending.q(), spending.gamma()),
                new ValueModel(
                        ValueModel.BG_NBD,
                        published.version(),
                        fit.until(),
                        fit.until().minusNanos(1).atZone(ZoneId.of(fit.zone())).toLocalDate(),
                        fit.zone(),
                        fit.currency(),
                        buying.r(),
                        buying.alpha(),
                        buying.a(),
                        buying.b(),
                        buying.logLikelihood(),
                        buying.people(),
                        true,
                        List.of(),
                        null,
                        spending,
                        fit.holdout(),
                        position));
    }

    /** None where nothing can be predicted. */
    @Nullable
    LifetimeValue twelveMonths() {
        return buying == null || spending == null ? null : LifetimeValue.ofTwelveMonths(buying, spending);
    }
}
