package io.flywheel.command.ingestion;

import io.flywheel.command.platform.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** What ingestion refuses, as RFC 9457 problems that say what to do. */
final class Problems {
    private Problems() {}

    static ErrorResponseException unreadable(String detail) {
        return Problem.refusal(HttpStatus.BAD_REQUEST, "The request cannot be read", detail);
    }

    static ErrorResponseException tooLarge(String detail) {
        return Problem.refusal(HttpStatus.BAD_REQUEST, "The request is too large", detail);
    }

    static ErrorResponseException inflatesTooFar(String detail) {
        return Problem.refusal(HttpStatus.CONTENT_TOO_LARGE, "The file inflates too far", detail);
    }

    static ErrorResponseException unsupportedType(String detail) {
        return Problem.refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "A file of this type is not read", detail);
    }

    static ErrorResponseException invalid(String detail) {
        return Problem.refusal(HttpStatus.BAD_REQUEST, "The request cannot be followed", detail);
    }

    static ErrorResponseException unknownKey() {
        ErrorResponseException problem = Problem.refusal(
                HttpStatus.UNAUTHORIZED,
                "Unknown write key",
                "Send the write key of a configured source: as the user name of Basic authentication with an empty"
                        + " password, or as \"writeKey\" in the body. Sources are configured as"
                        + " flywheel.sources.<name>.write-key.");
        problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"flywheel\"");
        return problem;
    }

    static ErrorResponseException forbiddenOrigin(String origin, Source source) {
        return Problem.refusal(
                HttpStatus.FORBIDDEN,
                "This page may not send",
                "The origin " + origin + " is not among flywheel.sources." + source.name()
                        + ".allowed-origins; add it there if its visitors' touchpoints belong to this source.");
    }

    static ErrorResponseException overloaded(String detail, long seconds) {
        return Problem.later(HttpStatus.TOO_MANY_REQUESTS, "Too much at once", detail, seconds, null);
    }

    static ErrorResponseException unavailable(Throwable cause) {
        return Problem.later(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The store cannot be reached",
                "Nothing can be recorded just now. Send the same request again later: what was recorded is not"
                        + " recorded twice.",
                5,
                cause);
    }

    static ErrorResponseException noRoom(String detail, Throwable cause) {
        return Problem.later(HttpStatus.SERVICE_UNAVAILABLE, "The file could not be kept", detail, 60, cause);
    }

    static ErrorResponseException notFound(String detail) {
        return Problem.refusal(HttpStatus.NOT_FOUND, "Not found", detail);
    }

    static ErrorResponseException conflict(String detail) {
        return Problem.refusal(HttpStatus.CONFLICT, "Not in this state", detail);
    }
}
