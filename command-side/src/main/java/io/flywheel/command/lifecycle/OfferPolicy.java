package io.flywheel.command.lifecycle;

import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.OfferInputs;
import io.flywheel.api.winback.Campaign;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the message of a step is sent: whether she consents, whether she got enough, whether there is a way out,
 * whether it is a quiet hour, and only then by a draw whether she is held out. So the two arms differ by the draw alone.
 */
final class OfferPolicy {
    static final String CONSENT = "consent";
    static final String CAP = "cap";
    static final String CHANNEL = "channel";
    static final String QUIET = "quiet-hours";

    private OfferPolicy() {}

    sealed interface Decision {}

    record Send(OfferInputs inputs) implements Decision {}

    record HoldOut(OfferInputs inputs) implements Decision {}

    record Block(String reason, OfferInputs inputs) implements Decision {}

    record Postpone(String reason, Instant until) implements Decision {}

    /**
     * @param consent what she said last about the campaign's purpose
     * @param messages how many she got within the cap's period
     */
    static Decision decide(
            Campaign campaign, Circumstances now, Course.Arm arm, @Nullable ConsentChanged consent, int messages) {
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
        boolean addressed = arm == Course.Arm.ADDRESSED || now.draw().compareTo(campaign.holdOut()) >= 0;
        return addressed ? new Send(drawn) : new HoldOut(drawn);
    }

    private static OfferInputs inputs(
            Campaign campaign,
            Circumstances now,
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
