package io.flywheel.query.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.ProblemDetail;

class QueryErrorsTest {
    @Test
    void sums_that_overflow_are_a_problem_that_says_what_to_do() {
        ProblemDetail problem = new QueryErrors().tooLarge(new ArithmeticException("long overflow"));
        assertThat(problem.getStatus()).isEqualTo(422);
        assertThat(problem.getDetail()).contains("Void", "window=");
    }
}
