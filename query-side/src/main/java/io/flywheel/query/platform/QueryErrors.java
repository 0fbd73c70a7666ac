package io.flywheel.query.platform;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever goes wrong while a question is answered into a problem document. */
@RestControllerAdvice(basePackages = "io.flywheel.query")
class QueryErrors extends ResponseEntityExceptionHandler {
    /** Sums of one person are exact or are not told; nine million million of a currency is where they end. */
    @ExceptionHandler
    ProblemDetail tooLarge(ArithmeticException overflow) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "Somebody's money adds up to more than 9,223,372,036,854 of this currency, which is not added up"
                        + " exactly any more. Void the touchpoints that are no real purchases, or ask for a window= or"
                        + " currency= without them.");
        problem.setTitle("Too large to be added up");
        return problem;
    }
}
