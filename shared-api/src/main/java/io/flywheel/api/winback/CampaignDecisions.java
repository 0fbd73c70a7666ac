package io.flywheel.api.winback;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.lifecycle.OfferInputs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what a campaign decided about people, the latest first.
 *
 * @param next the {@code cursor} of the next page, none on the last
 * @param position the position of the log that this answer reflects
 */
public record CampaignDecisions(
        String campaign, List<Decision> items, @Nullable String next, long position) {
    /**
     * A decision to send or not to send, or that a campaign began or is over.
     *
     * @param position of its event
     * @param userId what services know her by, {@code kind:value} where it is no userId
     * @param decision {@code started}, {@code declined}, {@code made}, {@code held-out}, {@code blocked},
     *     {@code postponed} or {@code ended}
     * @param until when it is decided again
     * @param inStage whether she was in the campaign's stage then, as is known now: what becomes known late may take that
     *     back. None of its end, and where it cannot be told
     * @param inputs what it was made from
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Decision(
            long position,
            Instant at,
            Instant recordedAt,
            String userId,
            int version,
            @Nullable String episode,
            String decision,
            @Nullable Integer step,
            @Nullable String reason,
            @Nullable String channel,
            @Nullable String template,
            @Nullable String message,
            @Nullable Instant until,
            @Nullable Boolean inStage,
            @Nullable OfferInputs inputs) {}
}
