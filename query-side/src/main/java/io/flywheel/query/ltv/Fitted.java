package io.flywheel.query.ltv;

import io.flywheel.api.ltv.FitPublished;
import io.flywheel.api.ltv.ValueFit;
import io.flywheel.api.ltv.ValueModel;
import io.flywheel.query.prediction.BgNbd;
import io.flywheel.query.prediction.GammaGamma;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What predictions are made with, and what is shown beside them.
 *
 * @param fit none where nothing can be predicted; {@code shown} says why
 */
record Fitted(@Nullable ValueFit fit, ValueModel shown) {
    static Fitted published(FitPublished published, long position) {
        return of(published.fit(), published.version(), position);
    }

    /** @param version none if it is not published */
    static Fitted of(ValueFit fit, @Nullable Integer version, long position) {
        ValueFit.Buying buying = fit.buying();
        return new Fitted(
                fit,
                new ValueModel(
                        ValueModel.BG_NBD,
                        version,
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
                        fit.spending(),
                        fit.holdout(),
                        position));
    }

    /** @param reason why nothing could be fitted although nothing is missing */
    static Fitted nothing(Population people, List<ValueModel.Missing> missing, @Nullable String reason) {
        FitQuestion question = people.question();
        return new Fitted(
                null,
                new ValueModel(
                        ValueModel.BG_NBD,
                        null,
                        question.until(),
                        question.asOf(),
                        question.zone().getId(),
                        people.currency().code(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        people.everybody().size(),
                        false,
                        missing,
                        reason,
                        null,
                        null,
                        people.book().position()));
    }

    @Nullable
    BgNbd buying() {
        return fit == null
                ? null
                : new BgNbd(
                        fit.buying().r(),
                        fit.buying().alpha(),
                        fit.buying().a(),
                        fit.buying().b());
    }

    @Nullable
    GammaGamma spending() {
        return fit == null
                ? null
                : new GammaGamma(
                        fit.spending().p(), fit.spending().q(), fit.spending().gamma());
    }
}
