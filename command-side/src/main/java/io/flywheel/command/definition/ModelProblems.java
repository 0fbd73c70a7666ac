package io.flywheel.command.definition;

import io.flywheel.api.definition.DefinitionRefused;
import io.flywheel.command.platform.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells a caller of the models' API what is wrong and what to do, as RFC 9457 problems. */
@RestControllerAdvice(assignableTypes = ModelApi.class)
class ModelProblems {
    @ExceptionHandler
    ProblemDetail refused(DefinitionRefused refused) {
        ProblemDetail problem = Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "The model was refused",
                "Nothing was published. Correct the lines named in 'problems' and send the whole text again.");
        problem.setProperty("problems", refused.problems());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownDefinition unknown) {
        return Problem.of(HttpStatus.NOT_FOUND, "No such model", unknown.getMessage());
    }

    @ExceptionHandler
    ProblemDetail tooLarge(TextTooLarge large) {
        return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "The text is too large", large.getMessage());
    }
}
