package io.flywheel.api.ltv;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people have been worth until an instant, in one currency. A purchase counts as an order, if only of 0; what is
 * refunded or cancelled lowers revenue at its own time, and is no order.
 *
 * @param at what happened before this instant counts, UTC
 * @param zone in which days and periods begin
 * @param currency none while nobody has bought anything
 * @param otherCurrencies in which people bought as well, each a question of its own
 * @param people everybody with any touchpoint
 * @param buyers people with an order
 * @param aov revenue per order
 * @param arpu revenue per buyer, the historic lifetime value
 * @param perPerson revenue per person, buyer or not
 * @param repeatRate the share of buyers with two orders or more
 * @param repeatRateDays the share of buyers who bought on two days or more
 * @param groups the same for groups of people, if that was asked for
 * @param position the position of the log that this answer reflects
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LifetimeValue(
        Instant at,
        String zone,
        @Nullable String currency,
        List<String> otherCurrencies,
        long people,
        long buyers,
        long orders,
        Money revenue,
        Money aov,
        Money arpu,
        Money perPerson,
        double repeatRate,
        double repeatRateDays,
        Habits habits,
        List<Period> periods,
        List<Cohort> cohorts,
        @Nullable List<Group> groups,
        long position) {

    /**
     * How buying is spread over buyers and over time.
     *
     * @param medianDaysBetween between one day with a purchase and the next, of all buyers; none without a second day
     * @param median the lifetime value that half of the buyers reach
     * @param topTenthShare the part of revenue that the most valuable tenth of buyers (rounded up) brought
     * @param silent90Days buyers whose last purchase is more than 90 days ago
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Habits(
            @Nullable Double medianDaysBetween,
            @Nullable Double meanDaysBetween,
            Money median,
            Money max,
            @Nullable Double topTenthShare,
            long silent90Days,
            long silent180Days) {}

    /**
     * @param period {@code 1997-02}, or the date on which a day or week begins
     * @param complete whether it is over at {@code at}
     * @param active buyers with an order in it
     * @param newBuyers buyers with their first order in it
     * @param arpuActive revenue per active buyer
     * @param buyersToDate everybody who had bought by its end
     * @param arpuAll revenue per buyer to date
     */
    public record Period(
            String period,
            boolean complete,
            long orders,
            long active,
            long newBuyers,
            Money revenue,
            Money aov,
            Money arpuActive,
            long buyersToDate,
            Money arpuAll) {}

    /**
     * Those whose first order was in one period.
     *
     * @param ltv their revenue to date, per buyer
     */
    public record Cohort(String cohort, long size, Money revenue, Money ltv, List<Cell> cells) {}

    /**
     * @param index periods after the first
     * @param active buyers of the cohort with an order in it
     * @param cumulative revenue of the cohort up to its end
     * @param perBuyer the same per buyer
     */
    public record Cell(int index, boolean complete, long active, Money revenue, Money cumulative, Money perBuyer) {}

    /**
     * @param ltv revenue to date per buyer
     * @param spend what was spent on advertising there between {@code from} and {@code at}; none where none is known
     * @param newBuyers buyers with their first order in that time, where spend is known
     * @param cac spend per new buyer; none without any
     * @param ltvToCac lifetime value per buyer over that
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Group(
            String group,
            long people,
            long buyers,
            long orders,
            Money revenue,
            Money aov,
            Money ltv,
            Money perPerson,
            double repeatRate,
            @Nullable Money spend,
            @Nullable Long newBuyers,
            @Nullable Money cac,
            @Nullable Double ltvToCac) {}
}
