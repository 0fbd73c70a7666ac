package io.flywheel.command.privacy;

import io.flywheel.command.lifecycle.TooManyPurposes;
import io.flywheel.command.platform.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** What is refused about people's data, as RFC 9457 problems that say what to do. */
final class Problems {
    private Problems() {}

    static ErrorResponseException invalid(String detail) {
        return Problem.refusal(HttpStatus.BAD_REQUEST, "The request cannot be followed", detail);
    }

    static ErrorResponseException tooMany(TooManyPurposes cause) {
        return Problem.refusal(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "Too many purposes",
                "Nothing was recorded: she has said something about " + TooManyPurposes.MOST + " purposes already,"
                        + " which is as many as there may be. Use one of them.",
                cause);
    }

    static ErrorResponseException unavailable(Throwable cause) {
        return Problem.later(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The store cannot be reached",
                "Nothing can be recorded just now. Send the same request again later.",
                5,
                cause);
    }
}
