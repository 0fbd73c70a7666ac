package io.flywheel.query.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps pages of other sites from changing things with the help of a reader's browser, which tells on whose behalf it
 * sends a request; scripts send no such header and pass.
 */
@Component
class OwnPagesOnly implements WebMvcConfigurer, HandlerInterceptor {
    private static final List<String> WHERE_THINGS_CHANGE =
            List.of("/api/replays", "/api/replays/**", "/replays", "/replays/**", "/api/ltv/model");
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OUR_OWN = Set.of("same-origin", "none");

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(WHERE_THINGS_CHANGE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!HARMLESS.contains(request.getMethod()) && isForeign(request)) {
            throw Problems.foreign("A page of another site has sent this. Open Flywheel's own page, or use a script.");
        }
        return true;
    }

    private static boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !OUR_OWN.contains(site);
        }
        // Browsers leave the header above out where the connection is neither encrypted nor local.
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null
                && Stream.of(request.getHeader(HttpHeaders.HOST), request.getHeader("X-Forwarded-Host"))
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
