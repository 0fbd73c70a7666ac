package io.flywheel.command.platform;

import io.flywheel.api.identity.ExternalId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Problem documents (RFC 9457), all of one make: a short title, and a detail that says what to do. */
public final class Problem {
    private Problem() {}

    public static ProblemDetail of(HttpStatus status, String title, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }

    public static ErrorResponseException refusal(HttpStatus status, String title, String detail) {
        return refusal(status, title, detail, null);
    }

    public static ErrorResponseException refusal(
            HttpStatus status, String title, String detail, @Nullable Throwable cause) {
        return new ErrorResponseException(status, of(status, title, detail), cause);
    }

    /** With Retry-After. */
    public static ErrorResponseException later(
            HttpStatus status, String title, String detail, long seconds, @Nullable Throwable cause) {
        ErrorResponseException problem = refusal(status, title, detail, cause);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
        return problem;
    }

    /**
     * 404: nobody has the id that was asked for.
     *
     * @param id as in {@link ExternalId#parse}
     */
    public static ErrorResponseException nobody(String id) {
        List<String> kinds =
                ExternalId.candidates(id).stream().map(ExternalId::kind).toList();
        ErrorResponseException problem = refusal(
                HttpStatus.NOT_FOUND,
                "Unknown",
                "Nobody is known by the " + String.join(" or ", kinds) + " “" + id + "”. Write another kind of id as"
                        + " kind:value, e.g. email:ada@example.org; somebody new is known once a first touchpoint of"
                        + " hers was recorded.");
        problem.getBody().setProperty("tried", kinds);
        return problem;
    }
}
