package io.flywheel.command.churn;

import io.flywheel.command.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows whether services still send, and lets an operator say that a silence is true. */
@RestController
@RequestMapping("/api/sources")
@Tag(name = "Sources", description = "Who sends, and whether somebody has stopped")
class SourcesApi {
    private final SourceBreaker breaker;

    SourcesApi(SourceBreaker breaker) {
        this.breaker = breaker;
    }

    /** @param released how many people are looked at again */
    record Believed(String source, int released) {}

    @GetMapping
    @Operation(
            summary = "Every source that sent something lately, and whether it has fallen silent",
            description =
                    "A source that is not heard of for three times the longest pause of its last 28 days, and for six"
                            + " hours at least, counts as fallen silent once it was heard of on seven days. People of whom it told"
                            + " last are not taken for lost then: they are held. Imports do not count. While a service sends history (fillingIn), nobody of whom it told"
                            + " last is taken for lost either.")
    List<SourceBreaker.Shown> all() {
        return breaker.all();
    }

    @PostMapping("/{source}/believe")
    @Operation(
            summary = "Say that the silence of a source is true, or that it is mended: its people are looked at again",
            description = "Holds until the source is heard of again.")
    @ApiResponse(responseCode = "404", description = "Nothing was heard of it lately", content = @Content)
    Believed believe(@Parameter(example = "local") @PathVariable String source, @Nullable Principal who) {
        if (!breaker.knows(source)) {
            throw Problem.refusal(
                    HttpStatus.NOT_FOUND,
                    "Unknown",
                    "Nothing was heard of a source of this name; GET /api/sources lists them.");
        }
        return new Believed(source, breaker.believe(source, who == null ? "api" : who.getName()));
    }
}
