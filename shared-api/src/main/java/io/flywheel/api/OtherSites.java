package io.flywheel.api;

import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests by which a page of another site would change something with the help of a reader's browser. Browsers say
 * on whose behalf they send (Fetch Metadata, and the Origin of RFC 6454); services and scripts send no such header.
 */
public final class OtherSites {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OUR_OWN = Set.of("same-origin", "none");

    private OtherSites() {}

    /** A header by its name; null where it was not sent. */
    @FunctionalInterface
    public interface Headers {
        @Nullable
        String get(String name);
    }

    public static boolean wouldChangeSomething(String method, Headers headers) {
        return !HARMLESS.contains(method) && isForeign(headers);
    }

    private static boolean isForeign(Headers headers) {
        String site = headers.get("Sec-Fetch-Site");
        if (site != null) {
            return !OUR_OWN.contains(site);
        }
        // Browsers leave the header above out where the connection is neither encrypted nor local.
        String origin = headers.get("Origin");
        return origin != null
                && Stream.of("Host", "X-Forwarded-Host")
                        .map(headers::get)
                        .filter(Objects::nonNull)
                        .noneMatch(host -> host.equals(authority(origin)));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getAuthority();
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
