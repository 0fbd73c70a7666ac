package io.flywheel.query.platform;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The ways in which a question can go unanswered, as problem documents (RFC 9457) that say what to do. */
public final class Problems {
    private Problems() {}

    /** 400: the question itself is wrong. */
    public static ErrorResponseException bad(String parameter, String detail) {
        ErrorResponseException problem = problem(HttpStatus.BAD_REQUEST, "This question cannot be understood", detail);
        problem.getBody().setProperty("parameter", parameter);
        return problem;
    }

    /** 404: what is asked about does not exist. */
    public static ErrorResponseException unknown(String detail) {
        return problem(HttpStatus.NOT_FOUND, "Unknown", detail);
    }

    /** 422: a good request for which there is too little to go on. */
    public static ErrorResponseException tooLittle(String detail, Object missing) {
        ErrorResponseException problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, "Too little to go on", detail);
        problem.getBody().setProperty("missing", missing);
        return problem;
    }

    /** 409: not in the state that things are in. */
    public static ErrorResponseException conflict(String detail) {
        return problem(HttpStatus.CONFLICT, "Not in this state", detail);
    }

    /** 403: another site's page asks, on behalf of somebody who does not know. */
    public static ErrorResponseException foreign(String detail) {
        return problem(HttpStatus.FORBIDDEN, "Another site may not do this", detail);
    }

    /** 429 with Retry-After: too many ask at once. */
    public static ErrorResponseException overloaded(String detail) {
        ErrorResponseException problem = problem(HttpStatus.TOO_MANY_REQUESTS, "Too much at once", detail);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "10");
        return problem;
    }

    /** 501: a good question that is not answered yet. */
    public static ErrorResponseException unsupported(String detail) {
        return problem(HttpStatus.NOT_IMPLEMENTED, "Not answered yet", detail);
    }

    /** 503 with Retry-After: ask again in a moment. */
    public static ErrorResponseException notYet(String detail) {
        ErrorResponseException problem = problem(HttpStatus.SERVICE_UNAVAILABLE, "Not there yet", detail);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
        return problem;
    }

    private static ErrorResponseException problem(HttpStatus status, String title, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setTitle(title);
        body.setType(URI.create("about:blank"));
        return new ErrorResponseException(status, body, null);
    }
}
