package io.flywheel.query.consent;

import io.flywheel.api.privacy.ConsentHistory;
import io.flywheel.api.privacy.PersonConsents;
import io.flywheel.api.privacy.Purposes;
import io.flywheel.query.identity.PersonFinder;
import io.flywheel.query.platform.Knowledge;
import io.flywheel.query.platform.Parameters;
import io.flywheel.query.platform.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What somebody allows, over HTTP. */
@RestController
@RequestMapping(path = "/api/users/{userId}/consents", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Privacy")
class ConsentApi {
    private static final String[] READ = {"identity", ConsentProjection.NAME};

    private final ConsentQueries queries;
    private final PersonFinder finder;
    private final Knowledge knowledge;
    private final Parameters parameters;

    ConsentApi(ConsentQueries queries, PersonFinder finder, Knowledge knowledge, Parameters parameters) {
        this.queries = queries;
        this.finder = finder;
        this.knowledge = knowledge;
        this.parameters = parameters;
    }

    /** What both questions take, in the form in which it is sent. */
    record Asked(
            @Parameter(
                    description = "what she had said by this instant counts, default now",
                    example = "2026-03-01T10:00:00Z")
            @Nullable
            String at,

            @Parameter(description = "what was known then: an instant or position:N") @Nullable
            String knownAt,

            @Parameter(description = "wait until this position has been seen") @Nullable
            String after) {}

    @GetMapping
    @Operation(
            summary = "What somebody allows, purpose by purpose",
            description = "What she said last decides, whatever order it became known in. A purpose about which she has"
                    + " said nothing is missing: it is not granted.")
    PersonConsents all(
            @Parameter(description = "a userId, or kind:value", example = "1") @PathVariable String userId,
            @ParameterObject Asked asked) {
        Instant at = parameters.at(asked.at());
        long known = knowledge.position(asked.knownAt(), asked.after(), READ);
        return queries.states(finder.streams(userId, known), at, known);
    }

    @GetMapping("/{purpose}")
    @Operation(
            summary = "Everything that somebody said about one purpose, the latest first",
            description = "\"decides\" marks what the state at that instant follows from.")
    ConsentHistory one(
            @Parameter(description = "a userId, or kind:value", example = "1") @PathVariable String userId,
            @Parameter(example = "email") @PathVariable String purpose,
            @ParameterObject Asked asked) {
        if (!Purposes.isOne(purpose)) {
            throw Problems.bad(
                    "purpose",
                    "A purpose is a name of small letters, digits, dots, hyphens and underscores, up to 64 of them,"
                            + " such as email. /api/users/{userId}/consents lists hers.");
        }
        Instant at = parameters.at(asked.at());
        long known = knowledge.position(asked.knownAt(), asked.after(), READ);
        return queries.history(finder.streams(userId, known), purpose, at, known);
    }
}
