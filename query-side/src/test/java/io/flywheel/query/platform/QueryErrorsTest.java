package io.flywheel.query.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class QueryErrorsTest {
    @RestController
    static class Sums {
        @GetMapping("/money")
        long money() {
            throw new TooLarge(new ArithmeticException("long overflow"));
        }

        @GetMapping("/mistake")
        long mistake() {
            throw new ArithmeticException("/ by zero");
        }
    }

    private final MockMvc http = MockMvcBuilders.standaloneSetup(new Sums())
            .setControllerAdvice(new QueryErrors())
            .build();

    @Test
    void sums_that_overflow_are_a_problem_that_says_what_to_do() {
        ProblemDetail problem = new QueryErrors().tooLarge(new TooLarge(new ArithmeticException("long overflow")));
        assertThat(problem.getStatus()).isEqualTo(422);
        assertThat(problem.getDetail()).contains("Void", "window=");
    }

    @Test
    void money_that_is_too_large_is_told_apart_from_a_sum_that_goes_wrong() throws Exception {
        http.perform(get("/money"))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.title").value("Too large to be added up"));
        http.perform(get("/mistake"))
                .andExpect(status().is(500))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.status").value(500))
                .andExpect(jsonPath("$.detail", not(containsString("money"))));
    }
}
