package io.flywheel.command.ingestion;

import io.flywheel.command.platform.StoreFailures;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Answers every failure of ingestion as a problem document, whatever the sender says it accepts. */
@RestControllerAdvice(basePackageClasses = IngestionProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class IngestionProblems {
    private static final Logger LOG = LoggerFactory.getLogger(IngestionProblems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Exception failure, HttpServletRequest request) throws Exception {
        if (failure instanceof AsyncRequestNotUsableException) {
            throw failure;
        }
        ErrorResponse answer = answer(failure);
        ProblemDetail body = answer.getBody();
        if (body.getInstance() == null) {
            body.setInstance(URI.create(request.getRequestURI()));
        }
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    private static ErrorResponse answer(Exception failure) {
        if (failure instanceof ErrorResponse known) {
            return known;
        }
        if (failure instanceof TypeMismatchException mismatch) {
            return Problems.invalid("\"" + mismatch.getValue() + "\" is not a value that fits here.");
        }
        if (failure instanceof HttpMessageNotReadableException) {
            return Problems.unreadable("The body must be JSON as the API's description shows it.");
        }
        if (StoreFailures.isUnavailable(failure)) {
            LOG.warn("the store cannot be reached: {}", failure.toString());
            return Problems.unavailable(failure);
        }
        LOG.error("ingestion failed", failure);
        return ErrorResponse.create(
                failure,
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something is wrong on this side. Sending the same request again is safe: nothing is recorded twice.");
    }
}
