package io.flywheel.command.lifecycle;

import io.flywheel.api.winback.OfferPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What of the world around her a decision about a step is made from.
 *
 * @param at now, UTC
 * @param zone whose clock she lives by, as far as known
 * @param hasChannel whether there is a way out for the step
 * @param draw hers for this campaign, from 0 to 1, always the same
 * @param kept why nothing is decided now though it is due; none if it may be
 * @param keptUntil when to look again then
 * @param over why the campaign is over for whoever is in it; none if it goes on
 */
public record Circumstances(
        Instant at,
        ZoneId zone,
        boolean hasChannel,
        BigDecimal draw,
        @Nullable String kept,
        Instant keptUntil,
        @Nullable String over) {
    OfferPolicy.Moment moment() {
        return new OfferPolicy.Moment(at, zone, hasChannel, draw);
    }
}
