package io.flywheel.command.prediction;

import io.flywheel.api.Money;
import io.flywheel.api.ltv.ValueFit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether parameters can be predicted with: a fit that ran away from its data cannot. */
final class FitPolicy {
    /** Beyond this a likelihood rises without end and parameters mean nothing. */
    private static final double LARGEST = 1e4;

    private FitPolicy() {}

    /** @return what is wrong, nothing if all is well */
    static List<String> problems(@Nullable ValueFit fit, Instant now) {
        List<String> problems = new ArrayList<>();
        if (fit == null || fit.buying() == null || fit.spending() == null || fit.until() == null) {
            problems.add("\"until\", \"buying\" and \"spending\" must be there");
            return problems;
        }
        if (fit.until().isAfter(now)) {
            problems.add("\"until\" lies in the future");
        }
        if (fit.currency() == null || !Money.isCurrency(fit.currency())) {
            problems.add("\"currency\" must be a code such as CNY or USD");
        }
        if (!isZone(fit.zone())) {
            problems.add("\"zone\" must be a time zone such as UTC or Asia/Shanghai");
        }
        ValueFit.Buying buying = fit.buying();
        ValueFit.Spending spending = fit.spending();
        Map.of(
                        "r", buying.r(),
                        "alpha", buying.alpha(),
                        "a", buying.a(),
                        "b", buying.b(),
                        "p", spending.p(),
                        "q", spending.q(),
                        "gamma", spending.gamma())
                .forEach((name, value) -> {
                    if (!(value > 0 && value <= LARGEST)) {
                        problems.add("\"" + name + "\" must be above 0 and at most " + (long) LARGEST);
                    }
                });
        if (spending.q() <= 1) {
            problems.add("\"q\" must be above 1: otherwise nobody's expected spend is finite");
        }
        return problems;
    }

    private static boolean isZone(@Nullable String zone) {
        try {
            return zone != null && ZoneId.of(zone) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
