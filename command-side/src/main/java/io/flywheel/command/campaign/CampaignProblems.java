package io.flywheel.command.campaign;

import io.flywheel.api.definition.DefinitionRefused;
import io.flywheel.command.definition.UnknownDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells a caller of the campaigns' API what is wrong and what to do, as RFC 9457 problems. */
@RestControllerAdvice(assignableTypes = {CampaignApi.class, SendingApi.class})
class CampaignProblems {
    static final int MOST_BYTES = 64 * 1024;

    static ErrorResponseException tooLarge(int bytes) {
        return exception(
                HttpStatus.CONTENT_TOO_LARGE,
                "The text is too large",
                "A campaign's text has at most %d bytes; this one has %d.".formatted(MOST_BYTES, bytes));
    }

    static ErrorResponseException invalid(String detail) {
        return exception(HttpStatus.BAD_REQUEST, "The request cannot be followed", detail);
    }

    @ExceptionHandler
    ProblemDetail refused(DefinitionRefused refused) {
        ProblemDetail problem = problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "The campaign was refused",
                "Nothing was published. Correct the lines named in 'problems' and send the whole text again.");
        problem.setProperty("problems", refused.problems());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownDefinition unknown) {
        return problem(HttpStatus.NOT_FOUND, "No such campaign", unknown.getMessage());
    }

    @ExceptionHandler
    ProblemDetail otherwise(StandsOtherwise otherwise) {
        return problem(HttpStatus.CONFLICT, "The campaign stands otherwise", otherwise.getMessage());
    }

    private static ErrorResponseException exception(HttpStatus status, String title, String detail) {
        return new ErrorResponseException(status, problem(status, title, detail), null);
    }

    private static ProblemDetail problem(HttpStatus status, String title, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }
}
