package io.flywheel.api.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a decision to send or not to send was made from.
 *
 * @param purpose that was asked for
 * @param consent whether she allowed it then
 * @param consentAt when she had said so; none if she never said anything about it
 * @param messages how many she had got within the cap's period
 * @param mostMessages how many she may get
 * @param zone whose clock counted, as it is called
 * @param draw her draw for this campaign, from 0 to 1; below {@code holdOut} she is held out. None before it was made
 * @param holdOut the share that is held out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OfferInputs(
        String purpose,
        boolean consent,
        @Nullable Instant consentAt,
        int messages,
        int mostMessages,
        String zone,
        @Nullable BigDecimal draw,
        BigDecimal holdOut) {}
