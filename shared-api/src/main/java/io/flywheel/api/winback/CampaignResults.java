package io.flywheel.api.winback;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign has come to. People are counted, each once, however often it began for her; those drawn count in the arm
 * of their first draw. Whoever turned out to be several people in different arms is in none.
 *
 * @param version the active one, or the newest where none is; {@code within} and {@code holdOut} are its own
 * @param state as in {@link CampaignOverview}
 * @param within ISO-8601; everybody counts by that of the version of her draw
 * @param at what was decided by then and happened before it counts
 * @param from only what was decided from then on; none for all
 * @param currency that money is told in; none where nobody ever bought anything
 * @param otherCurrencies that anything was bought in
 * @param people for whom it began
 * @param eligible who were drawn into an arm, or would have been sent a message and were blocked
 * @param addressed by step, the people to whom its message was sent
 * @param addressedPeople to whom any was
 * @param blocked by reason, people of whom a step was not sent
 * @param declined by reason, people for whom it did not begin
 * @param postponed by reason, people of whom a step was put off
 * @param returned who came back, reached the goal, or stayed, in time so far
 * @param notYet who were drawn less than {@code within} ago: they are not compared yet
 * @param takenBack who, as is known now, was not in the stage when she was drawn; she counts in her arm all the same
 * @param mergedAcrossArms people left out because they were in both arms under different names
 * @param arms those who are compared
 * @param uplift of the share that returned, of the addressed over the held out; none while an arm is empty
 * @param revenueUplift of the revenue per person
 * @param conclusion {@code works}, {@code harms}, {@code undecided} or {@code nothing-to-compare}
 * @param cost of the messages to the addressed who are compared, and what each return more than without them took
 * @param missing what there is too little of for a figure that is left out
 * @param position of the log that this reflects
 */
public record CampaignResults(
        String campaign,
        int version,
        String state,
        boolean sendingStopped,
        Map<String, String> titles,
        String model,
        String stage,
        @Nullable String goal,
        String within,
        BigDecimal holdOut,
        List<Step> steps,
        Instant at,
        @Nullable Instant from,
        @Nullable String currency,
        List<String> otherCurrencies,
        long people,
        long eligible,
        long heldOut,
        Map<String, Long> addressed,
        long addressedPeople,
        Map<String, Long> blocked,
        Map<String, Long> declined,
        Map<String, Long> postponed,
        InArms returned,
        InArms notYet,
        InArms takenBack,
        long mergedAcrossArms,
        Arms arms,
        @Nullable Uplift uplift,
        @Nullable RevenueUplift revenueUplift,
        String conclusion,
        Cost cost,
        @Nullable Money costPerReturn,
        @Nullable String costPerReturnReason,
        List<Missing> missing,
        long position) {
    /** A message of the campaign, as its version has it. */
    public record Step(int step, String after, String channel, String template) {}

    public record Arms(Arm addressed, Arm heldOut) {}

    /**
     * One side of the comparison.
     *
     * @param rate the share that returned; none of nobody
     * @param revenue less refunds and cancellations, within the time that counts
     * @param revenuePerPerson none of nobody
     */
    public record Arm(
            long people,
            long returned,
            @Nullable Double rate,
            Money revenue,
            @Nullable Money revenuePerPerson) {}

    /** @param value as a share: 0.05 are five in a hundred more */
    public record Uplift(double value, double low, double high, String method, String source) {}

    /**
     * Of the revenue per person.
     *
     * @param low none where there are too few people, or no amount differs; like {@code high}
     */
    public record RevenueUplift(
            Money value, @Nullable Money low, @Nullable Money high, String method, String source) {}

    /** @param total none where no version names a cost, or they name several currencies */
    public record Cost(long messages, @Nullable Money total) {}

    /**
     * @param figure that it is missing for, e.g. {@code uplift}
     * @param what there is too little of, e.g. {@code heldOut}: people held out who can be compared
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Missing(String figure, String what, long found, long needed) {}
}
