package io.flywheel.command.prediction;

import io.flywheel.api.EventFormat;
import io.flywheel.api.ltv.FitPublished;
import io.flywheel.api.ltv.ValueFit;
import io.flywheel.command.platform.Problem;
import io.flywheel.command.platform.Retried;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The parameters by which value is predicted, over HTTP: publish, list. */
@RestController
@RequestMapping("/api/fits")
@Tag(name = "Value")
class FitApi {
    private static final String ALL = "SELECT payload FROM ledger_event WHERE stream = ? ORDER BY sequence DESC";

    private final CommandGateway commands;
    private final JdbcTemplate ledger;
    private final Clock clock;

    FitApi(CommandGateway commands, JdbcTemplate ledger, Clock clock) {
        this.commands = commands;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "All published versions, the newest first")
    List<FitPublished> all() {
        return ledger.query(
                ALL,
                (row, number) ->
                        (FitPublished) EventFormat.read(EventFormat.typeOf(FitPublished.class), row.getBytes(1)),
                FitPublished.STREAM);
    }

    @PostMapping
    @Operation(
            summary = "Publish parameters: value is predicted by them from now on",
            description = "They usually come from POST /api/ltv/model, which fits and publishes. The same as the newest"
                    + " version are not published again.")
    @ApiResponse(responseCode = "201", description = "A new version")
    @ApiResponse(responseCode = "200", description = "The newest version has these parameters already")
    @ApiResponse(responseCode = "422", description = "Nothing can be predicted by them")
    ResponseEntity<FitPublished> publish(@RequestBody @Nullable ValueFit fit, @Nullable Principal who) {
        List<String> problems = FitPolicy.problems(fit, clock.instant());
        if (fit == null || !problems.isEmpty()) {
            throw refused(problems);
        }
        List<FitPublished> before = all();
        int version = Retried.until(() -> commands.<Integer>sendAndWait(new AppendFit(fit, name(who))));
        FitPublished published = all().stream()
                .filter(each -> each.version() == version)
                .findFirst()
                .orElseThrow();
        boolean isNew = before.stream().noneMatch(each -> each.version() == version);
        return (isNew ? ResponseEntity.created(URI.create("/api/fits")) : ResponseEntity.ok()).body(published);
    }

    private static ErrorResponseException refused(List<String> problems) {
        ErrorResponseException problem = Problem.refusal(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "Nothing can be predicted by these parameters",
                "Nothing was published: " + String.join("; ", problems) + ".");
        problem.getBody().setProperty("problems", problems);
        return problem;
    }

    private static String name(@Nullable Principal who) {
        return who == null ? "api" : who.getName();
    }
}
