package io.flywheel.api.winback;

import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.OfferInputs;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the message of a step is sent: whether she consents, whether she got enough, whether there is a way out,
 * whether it is a quiet hour, and only then by a draw whether she is held out. So the two arms differ by the draw alone.
 * What is done and what is only tried on the past are decided by the same function.
 */
public final class OfferPolicy {
    public static final String CONSENT = "consent";
    public static final String CAP = "cap";
    public static final String CHANNEL = "channel";
    public static final String QUIET = "quiet-hours";

    private OfferPolicy() {}

    /**
     * What of the world around her it is decided from.
     *
     * @param at now, UTC
     * @param zone whose clock she lives by, as far as known
     * @param hasChannel whether there is a way out for the step
     * @param draw hers for this campaign, see {@link Draws}
     */
    public record Moment(Instant at, ZoneId zone, boolean hasChannel, BigDecimal draw) {}

    public sealed interface Decision {}

    public record Send(OfferInputs inputs) implements Decision {}

    public record HoldOut(OfferInputs inputs) implements Decision {}

    public record Block(String reason, OfferInputs inputs) implements Decision {}

    public record Postpone(String reason, Instant until) implements Decision {}

    /**
     * @param isAddressed whether she was drawn before, and not held out
     * @param consent what she said last about the campaign's purpose
     * @param messages how many she got within the cap's period
     */
    public static Decision decide(
            Campaign campaign, Moment now, boolean isAddressed, @Nullable ConsentChanged consent, int messages) {
        boolean allowed = consent != null && consent.allowsAt(now.at());
        OfferInputs before = inputs(campaign, now, allowed, consent, messages, null);
        if (!allowed) {
            return new Block(CONSENT, before);
        }
        if (messages >= campaign.mostMessages()) {
            return new Block(CAP, before);
        }
        if (!now.hasChannel()) {
            return new Block(CHANNEL, before);
        }
        if (campaign.quietHours() != null && campaign.quietHours().includes(now.at(), now.zone())) {
            return new Postpone(QUIET, campaign.quietHours().endAfter(now.at(), now.zone()));
        }
        OfferInputs drawn = inputs(campaign, now, true, consent, messages, now.draw());
        // Who was drawn once stays where she is.
        boolean addressed = isAddressed || now.draw().compareTo(campaign.holdOut()) >= 0;
        return addressed ? new Send(drawn) : new HoldOut(drawn);
    }

    private static OfferInputs inputs(
            Campaign campaign,
            Moment now,
            boolean allowed,
            @Nullable ConsentChanged consent,
            int messages,
            @Nullable BigDecimal draw) {
        return new OfferInputs(
                campaign.purpose(),
                allowed,
                consent == null ? null : consent.at(),
                messages,
                campaign.mostMessages(),
                now.zone().getId(),
                draw,
                campaign.holdOut());
    }
}
