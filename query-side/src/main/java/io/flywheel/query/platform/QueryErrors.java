package io.flywheel.query.platform;

import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever goes wrong while a question is answered into a problem document. */
@RestControllerAdvice(basePackages = "io.flywheel.query")
class QueryErrors extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(QueryErrors.class);

    /** Sums of one person are exact or are not told; nine million million of a currency is where they end. */
    @ExceptionHandler
    ProblemDetail tooLarge(TooLarge overflow) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "Somebody's money adds up to more than 9,223,372,036,854 of this currency, which is not added up"
                        + " exactly any more. Void the touchpoints that are no real purchases, or ask for a window= or"
                        + " currency= without them.");
        problem.setTitle("Too large to be added up");
        return problem;
    }

    /** Any other sum that goes wrong is a mistake of ours, whoever asked. */
    @ExceptionHandler
    ProblemDetail miscalculated(ArithmeticException mistake, HttpServletResponse answer) {
        if (answer.isCommitted()) {
            // Nothing may be written behind half an answer: it breaks off instead, for everybody to see.
            throw mistake;
        }
        log.error("a question could not be answered", mistake);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something is wrong on this side; the log says what. Asking again changes nothing.");
    }
}
