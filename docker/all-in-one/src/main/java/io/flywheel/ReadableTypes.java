package io.flywheel;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes a header that nobody can read for one that says nothing: behind it an {@code Accept} takes all, or no problem
 * could be told, and a {@code Content-Type} is one of bytes.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ReadableTypes extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Map<String, String> mended = new TreeMap<>();
        if (!isReadable(request, HttpHeaders.ACCEPT, true)) {
            mended.put("accept", MediaType.ALL_VALUE);
        }
        if (!isReadable(request, HttpHeaders.CONTENT_TYPE, false)) {
            mended.put("content-type", MediaType.APPLICATION_OCTET_STREAM_VALUE);
        }
        chain.doFilter(mended.isEmpty() ? request : new Mended(request, mended), response);
    }

    /** When an error is told, too: that is a dispatch of its own, with the request as it came. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private static boolean isReadable(HttpServletRequest request, String name, boolean wildcards) {
        try {
            return Collections.list(request.getHeaders(name)).stream()
                    .flatMap(header -> MediaType.parseMediaTypes(header).stream())
                    .allMatch(type -> wildcards || type.isConcrete());
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    private static final class Mended extends HttpServletRequestWrapper {
        private final Map<String, String> mended;

        Mended(HttpServletRequest request, Map<String, String> mended) {
            super(request);
            this.mended = mended;
        }

        @Override
        public @Nullable String getContentType() {
            return mended.getOrDefault("content-type", super.getContentType());
        }

        @Override
        public @Nullable String getHeader(String name) {
            return mended.getOrDefault(name.toLowerCase(Locale.ROOT), super.getHeader(name));
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            String other = mended.get(name.toLowerCase(Locale.ROOT));
            return other == null ? super.getHeaders(name) : Collections.enumeration(List.of(other));
        }
    }
}
