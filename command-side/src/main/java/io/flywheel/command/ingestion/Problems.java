package io.flywheel.command.ingestion;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What ingestion refuses, as RFC 9457 problems that say what to do. */
final class Problems {
    private Problems() {}

    static ErrorResponseException unreadable(String detail) {
        return of(HttpStatus.BAD_REQUEST, "The request cannot be read", detail, null);
    }

    static ErrorResponseException tooLarge(String detail) {
        return of(HttpStatus.BAD_REQUEST, "The request is too large", detail, null);
    }

    static ErrorResponseException inflatesTooFar(String detail) {
        return of(HttpStatus.CONTENT_TOO_LARGE, "The file inflates too far", detail, null);
    }

    static ErrorResponseException unsupportedType(String detail) {
        return of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "A file of this type is not read", detail, null);
    }

    static ErrorResponseException invalid(String detail) {
        return of(HttpStatus.BAD_REQUEST, "The request cannot be followed", detail, null);
    }

    static ErrorResponseException unknownKey() {
        ErrorResponseException problem = of(
                HttpStatus.UNAUTHORIZED,
                "Unknown write key",
                "Send the write key of a configured source: as the user name of Basic authentication with an empty"
                        + " password, or as \"writeKey\" in the body. Sources are configured as"
                        + " flywheel.sources.<name>.write-key.",
                null);
        problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"flywheel\"");
        return problem;
    }

    static ErrorResponseException forbiddenOrigin(String origin, Source source) {
        return of(
                HttpStatus.FORBIDDEN,
                "This page may not send",
                "The origin " + origin + " is not among flywheel.sources." + source.name()
                        + ".allowed-origins; add it there if its visitors' touchpoints belong to this source.",
                null);
    }

    static ErrorResponseException overloaded(String detail, long seconds) {
        return later(HttpStatus.TOO_MANY_REQUESTS, "Too much at once", detail, seconds, null);
    }

    static ErrorResponseException unavailable(Throwable cause) {
        return later(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The store cannot be reached",
                "Nothing can be recorded just now. Send the same request again later: what was recorded is not"
                        + " recorded twice.",
                5,
                cause);
    }

    static ErrorResponseException noRoom(String detail, Throwable cause) {
        return later(HttpStatus.SERVICE_UNAVAILABLE, "The file could not be kept", detail, 60, cause);
    }

    static ErrorResponseException notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, "Not found", detail, null);
    }

    static ErrorResponseException conflict(String detail) {
        return of(HttpStatus.CONFLICT, "Not in this state", detail, null);
    }

    private static ErrorResponseException later(
            HttpStatus status, String title, String detail, long seconds, @Nullable Throwable cause) {
        ErrorResponseException problem = of(status, title, detail, cause);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
        return problem;
    }

    private static ErrorResponseException of(
            HttpStatus status, String title, String detail, @Nullable Throwable cause) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setTitle(title);
        return new ErrorResponseException(status, body, cause);
    }
}
