package io.flywheel.command.privacy;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.command.lifecycle.TooManyPurposes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What is refused about people's data, as RFC 9457 problems that say what to do. */
final class Problems {
    private Problems() {}

    static ErrorResponseException invalid(String detail) {
        return of(HttpStatus.BAD_REQUEST, "The request cannot be followed", detail, null);
    }

    static ErrorResponseException nobody(String id) {
        List<String> kinds =
                ExternalId.candidates(id).stream().map(ExternalId::kind).toList();
        ErrorResponseException problem = of(
                HttpStatus.NOT_FOUND,
                "Unknown",
                "Nobody is known by the " + String.join(" or ", kinds) + " “" + id + "”. Write another kind of id as"
                        + " kind:value, e.g. email:ada@example.org; somebody new is known once a first touchpoint of"
                        + " hers was recorded.",
                null);
        problem.getBody().setProperty("tried", kinds);
        return problem;
    }

    static ErrorResponseException tooMany(TooManyPurposes cause) {
        return of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "Too many purposes",
                "Nothing was recorded: she has said something about " + TooManyPurposes.MOST + " purposes already,"
                        + " which is as many as there may be. Use one of them.",
                cause);
    }

    static ErrorResponseException unavailable(Throwable cause) {
        ErrorResponseException problem = of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The store cannot be reached",
                "Nothing can be recorded just now. Send the same request again later.",
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
