package io.flywheel.command.delivery;

import io.flywheel.api.identity.BlindIndex;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where people reach this installation, and the links it gives them. A link names its message, and holds what only this
 * installation can have made: it works as long as the installation's secret does, and nobody finds another's.
 */
@Component
class PublicUrl {
    static final String UNSUBSCRIBE = "/u/";

    private static final int ID = 22;

    private final @Nullable String base;
    private final BlindIndex blind;

    PublicUrl(ChannelSettings settings, BlindIndex blind) {
        this.blind = blind;
        URI url = settings.publicUrl();
        if (url != null && (!Channels.isHttp(url) || url.getQuery() != null || url.getFragment() != null)) {
            throw ChannelRefused.channel(
                    EmailChannel.KIND,
                    "flywheel.public-url is no address that people's browsers could open: " + url,
                    "Set it to where this installation is reached from outside, such as https://flywheel.example.org.");
        }
        this.base = url == null ? null : url.toString().replaceFirst("/+$", "");
    }

    /** None if it is not known where people reach this installation. */
    @Nullable
    URI unsubscribe(String message) {
        return base == null ? null : URI.create(base + UNSUBSCRIBE + token(message));
    }

    boolean isKnown() {
        return base != null;
    }

    String token(String message) {
        return message + blind.digest("unsubscribe\n" + message);
    }

    /** The message that a link is in; none if this installation did not make it. */
    Optional<String> messageOf(String token) {
        if (token.length() < ID) {
            return Optional.empty();
        }
        String message = token.substring(0, ID);
        boolean ours = MessageDigest.isEqual(
                token(message).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        return ours ? Optional.of(message) : Optional.empty();
    }
}
