package io.flywheel.query.winback;

import io.flywheel.api.winback.CampaignBacktest;
import io.flywheel.query.platform.Parameters;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tries a campaign on what has happened, over HTTP. */
@RestController
@RequestMapping("/api/winback/{campaign}/backtest")
@Tag(name = "Campaigns")
class BacktestApi {
    private static final int DAYS = 90;
    private static final int MOST_DAYS = 3_660;
    private static final String EXAMPLE = """
            {"campaign": "win-back", "version": 1, "model": "aarrr", "stage": "churn",
             "from": "2026-03-03T00:00:00Z", "to": "2026-06-01T00:00:00Z", "zone": "UTC",
             "entered": 120, "late": 4, "begun": 118, "declined": {"cool-down": 3}, "addressed": {"1": 61, "2": 55, "3": 50},
             "addressedPeople": 61, "heldOut": 7, "messages": 166, "cost": null, "blocked": {"consent": 50},
             "postponed": {"quiet-hours": 30}, "ended": {"consent": 1, "returned": 9},
             "returnedAnyway": {"addressed": 8, "heldOut": 1}, "notYet": {"addressed": 20, "heldOut": 2},
             "days": [{"day": "2026-03-03", "entered": 2, "begun": 2, "declined": 0, "addressed": 1, "heldOut": 0,
                       "blocked": 1, "postponed": 1}],
             "assumptions": ["clock-of-the-zone", "nothing-in-the-way", "no-other-messages", "other-win-backs",
                             "noticed-at-once", "as-known-now"],
             "position": 4711}""";

    private final BacktestQueries queries;
    private final OneAtATime oneAtATime;
    private final Parameters parameters;
    private final Positions positions;

    BacktestApi(BacktestQueries queries, OneAtATime oneAtATime, Parameters parameters, Positions positions) {
        this.queries = queries;
        this.oneAtATime = oneAtATime;
        this.parameters = parameters;
        this.positions = positions;
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What a campaign would have done in the last days: nobody is addressed, nothing is recorded",
            description =
                    "Decided by the same function as when it is real. \"assumptions\" names what was taken for"
                            + " granted; docs/winback.md explains each. It goes through everybody, so one is worked on at a time.")
    @ApiResponse(
            responseCode = "200",
            description = "People, each counted once",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = CampaignBacktest.class),
                            examples = @ExampleObject(value = EXAMPLE)))
    @ApiResponse(responseCode = "404", description = "There is no such campaign, or no such version of it")
    @ApiResponse(responseCode = "422", description = "No version of the campaign's model is active")
    @ApiResponse(responseCode = "429", description = "One is being worked on: ask again after Retry-After")
    CampaignBacktest backtest(
            @Parameter(example = "win-back") @PathVariable String campaign,
            @Parameter(description = "1 to 3660, default 90: how far back to begin", example = "90")
                    @RequestParam(required = false)
                    @Nullable
                    String days,
            @Parameter(description = "Default: the newest, also one that was never active", example = "1")
                    @RequestParam(required = false)
                    @Nullable
                    String version,
            @Parameter(
                            description = "at-once, which is the default: as if everything had become known when it"
                                    + " happened. as-recorded: what became known later than the campaign's newsLimit"
                                    + " begins nothing, as when it is real",
                            example = "at-once")
                    @RequestParam(required = false)
                    @Nullable
                    String noticed,
            @Parameter(description = "Wait until this position has been seen") @RequestParam(required = false) @Nullable
                    String after) {
        int wanted = parameters.number("days", days, DAYS, 1, MOST_DAYS);
        String named = Parameters.blankAsNone(version);
        Integer number = named == null ? null : parameters.number("version", named, 1, 1, Integer.MAX_VALUE);
        boolean recorded = asRecorded(Parameters.blankAsNone(noticed));
        positions.await(after, BacktestQueries.READ);
        return oneAtATime.answer(
                () -> queries.over(campaign, number, Duration.ofDays(wanted), parameters.at(null), recorded));
    }

    private static boolean asRecorded(@Nullable String noticed) {
        if (noticed != null && !noticed.equals("at-once") && !noticed.equals("as-recorded")) {
            throw Problems.bad("noticed", "noticed=" + noticed + " is not one of at-once, as-recorded.");
        }
        return "as-recorded".equals(noticed);
    }
}
