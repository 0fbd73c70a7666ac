package io.flywheel.command.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What is refused about messages, as RFC 9457 problems that say what to do. */
final class Problems {
    private Problems() {}

    static ErrorResponseException invalid(String detail) {
        return of(HttpStatus.BAD_REQUEST, "The request cannot be followed", detail, null);
    }

    static ErrorResponseException unknown(String detail) {
        return of(HttpStatus.NOT_FOUND, "Not found", detail, null);
    }

    static ErrorResponseException conflict(String detail) {
        return of(HttpStatus.CONFLICT, "Not in this state", detail, null);
    }

    static ErrorResponseException unsigned() {
        return of(
                HttpStatus.UNAUTHORIZED,
                "Not signed by a channel",
                "Sign the body as the Standard Webhooks specification says, with the secret of the channel that the"
                        + " message went out by, and send it within five minutes: webhook-id, webhook-timestamp,"
                        + " webhook-signature.",
                null);
    }

    static ErrorResponseException unavailable(Throwable cause) {
        ErrorResponseException problem = of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The store cannot be reached",
                "Nothing can be recorded just now. Send the same request again later: nothing is recorded twice.",
                cause);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
        return problem;
    }

    private static ErrorResponseException of(
            HttpStatus status, String title, String detail, @Nullable Throwable cause) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setTitle(title);
        return new ErrorResponseException(status, body, cause);
    }
}
