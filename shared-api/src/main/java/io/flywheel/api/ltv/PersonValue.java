package io.flywheel.api.ltv;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one person has been worth until an instant, and is expected to be.
 *
 * @param at what happened before this instant counts, UTC
 * @param orders her purchases
 * @param purchaseDays on how many different days
 * @param revenue her purchases less what was refunded or cancelled
 * @param first day of a purchase, in the reporting zone
 * @param recencyDays from her last purchase to the day before {@code at}
 * @param prediction none for somebody who never bought, or where nothing can be predicted: {@code model} says why
 * @param model what the prediction is made with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersonValue(
        String userId,
        Instant at,
        @Nullable String currency,
        long orders,
        long purchaseDays,
        Money revenue,
        @Nullable Money aov,
        @Nullable LocalDate first,
        @Nullable LocalDate last,
        @Nullable Integer recencyDays,
        @Nullable Prediction prediction,
        ValueModel model) {
    /**
     * @param pAlive the probability that she still is a customer
     * @param horizonDays how far {@code expectedOrders} and {@code expectedValue} look
     * @param expectedOrders days with a purchase
     * @param expectedSpend per day with a purchase
     * @param expectedValue orders times spend, not discounted, no margin taken off
     * @param clv twelve months at one per cent a month
     */
    public record Prediction(
            double pAlive,
            int horizonDays,
            double expectedOrders,
            Money expectedSpend,
            Money expectedValue,
            Money clv) {}
}
