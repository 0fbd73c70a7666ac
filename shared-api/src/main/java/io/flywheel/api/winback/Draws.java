package io.flywheel.api.winback;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.BlindIndex;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Draws people into the arms of a campaign: the same person always draws the same for the same campaign, nobody can
 * foresee it without the installation's secret, and what she draws for one campaign says nothing about another.
 */
public final class Draws {
    private static final int DIGITS = 6;
    private static final BigInteger STEPS = BigInteger.TEN.pow(DIGITS);

    private final BlindIndex blind;

    public Draws(BlindIndex blind) {
        this.blind = blind;
    }

    /** @return from 0 to below 1, with six digits; all equally likely */
    public BigDecimal of(String campaign, LifecycleId person) {
        byte[] random =
                blind.key("draw", campaign + '\n' + person.value()).toString().getBytes(StandardCharsets.US_ASCII);
        BigInteger number = new BigInteger(1, Base64.getUrlDecoder().decode(random));
        return new BigDecimal(number.mod(STEPS), DIGITS);
    }
}
