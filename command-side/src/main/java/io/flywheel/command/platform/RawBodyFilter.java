package io.flywheel.command.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Keeps form parsing away from bodies that are JSON or CSV under a wrong Content-Type (some SDKs, and curl by default,
 * say {@code application/x-www-form-urlencoded}): to everything behind it the body is plain bytes, and parameters are
 * those of the query only.
 */
public final class RawBodyFilter extends OncePerRequestFilter {
    private static final String SENT_TYPE = RawBodyFilter.class.getName() + ".type";

    /** The Content-Type that was really sent, also where this filter was not in between; empty for none. */
    public static String sentType(HttpServletRequest request) {
        return request.getAttribute(SENT_TYPE) instanceof String sent ? sent : type(request);
    }

    private static String type(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null ? "" : type;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(SENT_TYPE, type(request));
        chain.doFilter(new RawBody(request), response);
    }

    private static final class RawBody extends HttpServletRequestWrapper {
        private @Nullable Map<String, String[]> query;

        RawBody(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getContentType() {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name) ? getContentType() : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)
                    ? Collections.enumeration(List.of(getContentType()))
                    : super.getHeaders(name);
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = getParameterMap().get(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return getParameterMap().get(name);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(getParameterMap().keySet());
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            Map<String, String[]> known = query;
            if (known == null) {
                known = parse(getQueryString());
                query = known;
            }
            return known;
        }

        private static Map<String, String[]> parse(@Nullable String query) {
            Map<String, String[]> parameters = new LinkedHashMap<>();
            UriComponentsBuilder.newInstance()
                    .query(query == null ? "" : query)
                    .build()
                    .getQueryParams()
                    .forEach((name, values) -> {
                        String[] decoded = values.stream()
                                .map(value -> value == null ? "" : decode(value))
                                .toArray(String[]::new);
                        parameters.put(decode(name), decoded);
                    });
            return parameters;
        }

        private static String decode(String text) {
            try {
                return UriUtils.decode(text.replace('+', ' '), java.nio.charset.StandardCharsets.UTF_8);
            } catch (IllegalArgumentException notEncoded) {
                return text;
            }
        }
    }
}
