package io.flywheel.query.ltv;

import io.flywheel.api.Micros;
import io.flywheel.api.ltv.ValueFit;
import io.flywheel.api.ltv.ValueModel;
import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.prediction.BgNbd;
import io.flywheel.query.prediction.BgNbdFit;
import io.flywheel.query.prediction.Fit;
import io.flywheel.query.prediction.GammaGamma;
import io.flywheel.query.prediction.GammaGammaFit;
import io.flywheel.query.prediction.HoldoutCheck;
import java.lang.ref.SoftReference;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fits how people buy and spend, or says what there is too little of. */
@Component
class ValueModels {
    private static final int BUYERS = 500;
    private static final int HISTORY_DAYS = 180;
    private static final double DAYS_PER_WEEK = 7;

    /** What one fit is the answer to, however the instant was written. */
    private record Asked(MoneyBook book, LocalDate asOf, long end, int holdoutDays, int currency) {}

    private record Answered(Asked asked, Fitted fitted) {}

    private final PublishedFits published;
    private volatile SoftReference<@Nullable Answered> last = new SoftReference<>(null);

    ValueModels(PublishedFits published) {
        this.published = published;
    }

    /** The newest published model that knows nothing of the time after an instant; one fitted for it if there is none. */
    Fitted forPredictionsAt(Population people) {
        String currency = people.currency().code();
        if (currency == null) {
            return fit(people);
        }
        return published
                .newest(currency, people.question().until())
                .map(found -> Fitted.published(found, people.book().position()))
                .orElseGet(() -> fit(people));
    }

    Fitted fit(Population people) {
        FitQuestion question = people.question();
        MoneyBook book = people.book();
        Asked asked = new Asked(
                book,
                question.asOf(),
                Math.min(question.end(), book.end()),
                question.holdoutDays(),
                people.currency().number());
        Answered before = last.get();
        if (before != null && before.asked.equals(asked)) {
            return before.fitted;
        }
        Fitted fitted = fitNow(people);
        last = new SoftReference<>(new Answered(asked, fitted));
        return fitted;
    }

    private static Fitted fitNow(Population people) {
        Repeats repeats = people.everybody();
        List<ValueModel.Missing> missing = missing(repeats);
        if (!missing.isEmpty()) {
            return Fitted.nothing(people, missing, null);
        }
        Fit<BgNbd> buying = BgNbdFit.of(repeats.customers());
        Fit<GammaGamma> spending = GammaGammaFit.of(repeats.spends());
        BgNbd bgNbd = buying.model();
        GammaGamma gammaGamma = spending.model();
        if (bgNbd == null || gammaGamma == null) {
            String reason = bgNbd == null ? "buying: " + buying.detail() : "spending: " + spending.detail();
            return Fitted.nothing(people, missing, reason);
        }
        FitQuestion question = people.question();
        ValueFit fit = new ValueFit(
                question.until(),
                question.zone().getId(),
                Objects.requireNonNull(people.currency().code()),
                new ValueFit.Buying(
                        bgNbd.r(), bgNbd.alpha(), bgNbd.a(), bgNbd.b(), buying.logLikelihood(), buying.people()),
                new ValueFit.Spending(
                        gammaGamma.p(),
                        gammaGamma.q(),
                        gammaGamma.gamma(),
                        spending.logLikelihood(),
                        spending.people()),
                holdout(people, bgNbd));
        return Fitted.of(fit, null, people.book().position());
    }

    /** Too little to predict from, whatever a fit would say. */
    private static List<ValueModel.Missing> missing(Repeats repeats) {
        int first = IntStream.of(repeats.firstDay).min().orElse(repeats.asOf);
        long loyal = IntStream.of(repeats.orders).filter(orders -> orders >= 3).count();
        List<ValueModel.Missing> missing = new ArrayList<>();
        if (repeats.size() < BUYERS) {
            missing.add(new ValueModel.Missing("buyers", BUYERS, repeats.size()));
        }
        if (repeats.asOf - first < HISTORY_DAYS) {
            missing.add(new ValueModel.Missing("historyDays", HISTORY_DAYS, Math.max(0, repeats.asOf - first)));
        }
        if (loyal == 0) {
            missing.add(new ValueModel.Missing("buyersWithThreeOrders", 1, 0));
        }
        return missing;
    }

    private static ValueFit.@Nullable Holdout holdout(Population people, BgNbd model) {
        FitQuestion question = people.question();
        Repeats before = people.everybody();
        if (question.holdoutDays() == 0) {
            return null;
        }
        Instant end = Micros.toInstant(question.holdoutEnd());
        Repeats after = Repeats.until(
                question.holdoutEnd(),
                end.minusNanos(1).atZone(question.zone()).toLocalDate(),
                people.book(),
                people.currency(),
                question.zone());
        double[] expected = new double[before.size()];
        double[] actual = new double[before.size()];
        long came = 0;
        double weeks = question.holdoutDays() / DAYS_PER_WEEK;
        for (int i = 0; i < before.size(); i++) {
            int later = after.x[after.buyer(before.person[i])] - before.x[i];
            expected[i] = model.expectedRepeats(before.customer(i), weeks);
            actual[i] = later;
            came += later;
        }
        HoldoutCheck check = HoldoutCheck.of(expected, actual);
        return new ValueFit.Holdout(
                question.holdoutDays(),
                check.expectedSum(),
                came,
                check.meanAbsoluteError(),
                Double.isNaN(check.correlation()) ? null : check.correlation());
    }
}
