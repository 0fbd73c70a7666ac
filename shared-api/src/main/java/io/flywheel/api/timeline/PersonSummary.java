package io.flywheel.api.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.Money;
import io.flywheel.api.privacy.ConsentState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a person is at an instant, as known at a log position.
 *
 * @param ids what services know her by, the one to show first
 * @param at touchpoints before this instant count
 * @param position the log position that this was known at
 * @param firstSeen her first touchpoint
 * @param lastActivity when she last did something herself
 * @param touchpoints how many count, those done to her included
 * @param orders completed orders
 * @param value net of refunds and cancelled orders, per currency
 * @param stages her stage in each model
 * @param consents each purpose about which she has said anything
 * @param campaigns every course of a campaign for her, the latest first
 */
public record PersonSummary(
        List<Id> ids,
        Instant at,
        long position,
        @Nullable Instant firstSeen,
        @Nullable Instant lastActivity,
        long touchpoints,
        long orders,
        List<Money> value,
        List<StageNow> stages,
        List<ConsentState> consents,
        List<CampaignCourse> campaigns) {

    /** An id of hers. */
    public record Id(String kind, String value) {}

    /**
     * Her stage in one model: what was recorded, and silence that has ended since.
     *
     * @param title of the stage in the language asked for
     * @param since when she entered it, UTC
     * @param rule by which she entered it
     * @param lost whether it is the stage of the lost
     * @param churnsAt when silence will have lost her; none once she is lost
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StageNow(
            String model,
            int version,
            String stage,
            String title,
            Instant since,
            String rule,
            boolean lost,
            @Nullable Instant churnsAt) {}

    /**
     * One course of a campaign for her.
     *
     * @param version of the campaign, by which it goes on to its end
     * @param state {@code under-way} or {@code ended}
     * @param arm {@code addressed}, or {@code held-out} to compare others with her; none before that is drawn
     * @param messages how many were decided on
     * @param blocked why the latest step that was not sent was not
     * @param reason why it is over
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CampaignCourse(
            String campaign,
            int version,
            String episode,
            String state,
            @Nullable String arm,
            int messages,
            Instant started,
            @Nullable String blocked,
            @Nullable Instant ended,
            @Nullable String reason) {}
}
