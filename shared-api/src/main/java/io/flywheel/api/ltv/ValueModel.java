package io.flywheel.api.ltv;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how people buy and spend, fitted until an instant: what every prediction is made of, shown with it.
 *
 * @param model {@code bg-nbd}
 * @param version as published; none if it was fitted for this answer
 * @param until purchases before this instant were fitted to, UTC
 * @param asOf the day just before it in the zone, at which observation ends
 * @param alpha in weeks
 * @param people it was fitted to
 * @param converged whether there are parameters; if not, {@code missing} or {@code reason} says why
 * @param missing what there is too little of to predict anything; empty if there is enough
 * @param reason why nothing could be fitted, although there was enough
 * @param spend how much they spend: the Gamma-Gamma model
 * @param holdout how well it met the days after {@code until}, if that was asked for
 * @param position the position of the log that this answer reflects
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ValueModel(
        String model,
        @Nullable Integer version,
        Instant until,
        LocalDate asOf,
        String zone,
        @Nullable String currency,
        @Nullable Double r,
        @Nullable Double alpha,
        @Nullable Double a,
        @Nullable Double b,
        @Nullable Double logLikelihood,
        long people,
        boolean converged,
        List<Missing> missing,
        @Nullable String reason,
        ValueFit.@Nullable Spending spend,
        ValueFit.@Nullable Holdout holdout,
        long position) {
    public static final String BG_NBD = "bg-nbd";

    /**
     * @param what {@code buyers}, {@code historyDays} or {@code buyersWithThreeOrders}
     * @param needed at least
     */
    public record Missing(String what, long needed, long found) {}
}
