package io.flywheel.query.ltv;

import io.flywheel.api.ltv.FitPublished;
import io.flywheel.api.ltv.ValueModel;
import io.flywheel.api.ltv.WeeklyTracking;
import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.CommandSide;
import io.flywheel.query.platform.Parameters;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The model of how people buy and spend, over HTTP: fit it, hold it against what came, publish it. */
@RestController
@RequestMapping("/api/ltv/model")
@Tag(name = "Value")
class ValueModelApi {
    private static final int HOLDOUT_DAYS = 90;

    private final PredictionQueries queries;
    private final TrackingQueries tracking;
    private final CommandSide commandSide;
    private final Parameters parameters;
    private final Positions positions;

    ValueModelApi(
            PredictionQueries queries,
            TrackingQueries tracking,
            CommandSide commandSide,
            Parameters parameters,
            Positions positions) {
        this.queries = queries;
        this.tracking = tracking;
        this.commandSide = commandSide;
        this.parameters = parameters;
        this.positions = positions;
    }

    @GetMapping
    @Operation(
            summary = "How people buy and spend: BG/NBD and Gamma-Gamma, fitted for this question",
            description = "Needs 500 buyers, 180 days of history and somebody with three orders; otherwise it says what"
                    + " is missing. holdoutDays holds the model against the days after until.")
    ValueModel model(
            @Parameter(
                            description = "Purchases before this instant are fitted to, default now",
                            example = "1997-10-01T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    String until,
            @Parameter(description = "Default 0: none", example = "273") @RequestParam(required = false) @Nullable
                    String holdoutDays,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String after) {
        await(knownAt, after);
        return queries.fitted(fit(parameters.at(until), days("holdoutDays", holdoutDays, 0), currency))
                .shown();
    }

    @PostMapping
    @Operation(
            summary = "Fit, and publish the parameters: value is predicted by them from now on",
            description = "Fits until 90 days ago and holds the model against those days, unless until and holdoutDays"
                    + " say otherwise. The parameters become a version in the log.")
    @ApiResponse(responseCode = "201", description = "A new version")
    @ApiResponse(responseCode = "422", description = "There is too little to predict from, or no fit converged")
    ResponseEntity<ValueModel> publish(
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String holdoutDays,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String after) {
        await(null, after);
        int days = days("holdoutDays", holdoutDays, HOLDOUT_DAYS);
        Instant default90DaysAgo = parameters.startOfDay(parameters.at(null), -days);
        Fitted fitted = queries.fitted(fit(parameters.instant("until", until, default90DaysAgo), days, currency));
        ValueModel model = fitted.shown();
        if (fitted.fit() == null) {
            throw Problems.tooLittle(
                    "Nothing was published: "
                            + (model.reason() == null
                                    ? "there is too little to predict from; \"missing\" says what"
                                    : model.reason())
                            + ".",
                    model.missing());
        }
        FitPublished published = commandSide.post("/api/fits", fitted.fit(), FitPublished.class);
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(Fitted.published(published, model.position()).shown());
    }

    @GetMapping("/tracking")
    @Operation(summary = "Repeat purchases week by week, beside what the model expected")
    WeeklyTracking tracking(
            @Parameter(
                            description = "The people who came before this instant, default now",
                            example = "1997-10-01T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    String until,
            @Parameter(description = "Weeks that end before this instant, default now")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String after) {
        await(knownAt, after);
        return tracking.weeks(
                fit(parameters.at(until), 0, currency), parameters.instant("to", to, parameters.at(null)));
    }

    private void await(@Nullable String knownAt, @Nullable String after) {
        parameters.refuseKnownAt(knownAt);
        positions.await(after, MoneyProjection.NAME, FitProjection.NAME);
    }

    private FitQuestion fit(Instant until, int holdoutDays, @Nullable String currency) {
        return new FitQuestion(until, holdoutDays, Parameters.blankAsNone(currency), parameters.zone());
    }

    private int days(String name, @Nullable String text, int otherwise) {
        return parameters.number(name, text, otherwise, 0, PredictionApi.LONGEST_DAYS);
    }
}
