package io.flywheel.command.merge;

import io.flywheel.command.identity.NobodyKnown;
import io.flywheel.command.lifecycle.NothingToSplit;
import io.flywheel.command.platform.Problem;
import io.flywheel.command.platform.StoreFailures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells who merges or splits people what is wrong and what to do, as RFC 9457 problems. */
@RestControllerAdvice(assignableTypes = MergeApi.class)
class MergeProblems {
    private static final Logger LOG = LoggerFactory.getLogger(MergeProblems.class);
    private static final int LONGEST = 500;

    static String required(String member, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw invalid(
                    "\"" + member + "\" must name an id: a userId, or kind:value, such as anonymousId:visitor-7.");
        }
        if (text.length() > LONGEST) {
            throw invalid("An id may have " + LONGEST + " characters.");
        }
        return text;
    }

    static ErrorResponseException invalid(String detail) {
        return Problem.refusal(HttpStatus.BAD_REQUEST, "The request cannot be followed", detail);
    }

    @ExceptionHandler
    ErrorResponse nobody(NobodyKnown nobody) {
        return Problem.nobody(nobody.id());
    }

    @ExceptionHandler
    ProblemDetail nothing(NothingToSplit nothing) {
        return Problem.of(HttpStatus.CONFLICT, "There is nothing to be split", nothing.getMessage());
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ErrorResponse store(RuntimeException failure) {
        if (!StoreFailures.isUnavailable(failure)) {
            throw failure;
        }
        LOG.warn("the store cannot be reached: {}", failure.toString());
        return Problem.later(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The store cannot be reached",
                "Nothing can be recorded just now. Send the same request again later: it is done once.",
                5,
                failure);
    }
}
