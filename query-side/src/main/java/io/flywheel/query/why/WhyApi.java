package io.flywheel.query.why;

import io.flywheel.api.why.Why;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The question why over HTTP. */
@RestController
@Tag(name = "People")
class WhyApi {
    private final WhyQueries queries;

    WhyApi(WhyQueries queries) {
        this.queries = queries;
    }

    @GetMapping(path = "/api/users/{userId}/why", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Why somebody is in her stage, and what would change it",
            description =
                    "The rule that put her there in the words of the model, each fact that it reads with its value at"
                            + " that moment, the touchpoints behind it, what the next stages lack, and when silence loses her."
                            + " Worked out from her touchpoints as known at the position of the answer. Titles and the sentence"
                            + " are Chinese with Accept-Language: zh.")
    Why why(
            @Parameter(description = "a userId, or kind:value", example = "1") @PathVariable String userId,
            @ParameterObject WhyQuestion question,
            Locale locale) {
        return queries.of(userId, question, locale);
    }
}
