package io.flywheel.command.delivery;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Signs and checks as the Standard Webhooks specification says, at the time of whatever clock is asked. */
final class Signatures {
    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    /** The specification wants 24 to 64 bytes. */
    private static final int SHORTEST = 24;

    private static final String PREFIX = "whsec_";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Webhook webhook;

    private Signatures(Webhook webhook) {
        this.webhook = webhook;
    }

    /** @throws ChannelRefused if that is no secret */
    static Signatures with(String channel, @Nullable String secret) {
        return with("The channel \"" + channel + "\"", "flywheel.channels." + channel, secret);
    }

    /**
     * @param what is signed with it, as the beginning of a sentence
     * @param setting under which the secret is
     * @throws ChannelRefused if that is no secret
     */
    static Signatures with(String what, String setting, @Nullable String secret) {
        String key = secret == null ? "" : secret.strip();
        try {
            byte[] bytes = Base64.getDecoder().decode(key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key);
            if (bytes.length >= SHORTEST) {
                return new Signatures(new Webhook(bytes));
            }
        } catch (IllegalArgumentException | EmptyWebhookSecretException noSecret) {
            // told below
        }
        throw new ChannelRefused(
                what,
                secret == null ? "it has no secret." : "its secret is not Base64 of at least " + SHORTEST + " bytes.",
                "Set " + setting + ".secret to whsec_ followed by what `openssl rand -base64 32`"
                        + " prints, and give the same to the receiver.");
    }

    String sign(String id, Instant at, String body) {
        try {
            return webhook.sign(id, at.getEpochSecond(), body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param timestamp seconds since 1970, as it was sent
     * @param signatures one or more, separated by blanks, as they were sent
     */
    boolean accepts(String id, String timestamp, String signatures, String body, Instant now) {
        Instant at;
        try {
            at = Instant.ofEpochSecond(Long.parseLong(timestamp));
        } catch (RuntimeException noTime) {
            return false;
        }
        if (at.isBefore(now.minus(TOLERANCE)) || at.isAfter(now.plus(TOLERANCE))) {
            return false;
        }
        byte[] expected = sign(id, at, body).getBytes(StandardCharsets.UTF_8);
        boolean accepted = false;
        for (String each : signatures.split(" ")) {
            accepted |= MessageDigest.isEqual(expected, each.getBytes(StandardCharsets.UTF_8));
        }
        return accepted;
    }
}
