package io.flywheel.query.ltv;

import io.flywheel.api.ltv.ExpectedValue;
import io.flywheel.api.ltv.FitPublished;
import io.flywheel.api.ltv.PersonValue;
import io.flywheel.api.ltv.ValueModel;
import io.flywheel.api.ltv.WeeklyTracking;
import io.flywheel.query.identity.People;
import io.flywheel.query.identity.PersonFinder;
import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.CommandSide;
import io.flywheel.query.platform.Csv;
import io.flywheel.query.platform.Parameters;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.Problems;
import io.flywheel.query.platform.RankCursor;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people are expected to be worth, over HTTP. */
@RestController
@RequestMapping("/api/ltv")
@Tag(name = "Value")
class PredictionApi {
    private static final int MOST = 1_000;
    private static final int LONGEST_DAYS = 3_650;
    private static final int HOLDOUT_DAYS = 90;
    private static final List<String> COLUMNS = List.of(
            "userId",
            "orders",
            "revenue",
            "pAlive",
            "horizonDays",
            "expectedOrders",
            "expectedSpend",
            "expectedValue",
            "clv",
            "currency");

    private final PredictionQueries queries;
    private final TrackingQueries tracking;
    private final PersonFinder finder;
    private final CommandSide commandSide;
    private final Parameters parameters;
    private final Positions positions;

    PredictionApi(
            PredictionQueries queries,
            TrackingQueries tracking,
            PersonFinder finder,
            CommandSide commandSide,
            Parameters parameters,
            Positions positions) {
        this.queries = queries;
        this.tracking = tracking;
        this.finder = finder;
        this.commandSide = commandSide;
        this.parameters = parameters;
        this.positions = positions;
    }

    /** What questions about predictions share, in the form in which it is sent. */
    record Asked(
            @Parameter(
                    description = "What happened before this instant counts, default now",
                    example = "1998-07-01T00:00:00Z")
            @Nullable
            String at,

            @Parameter(description = "How far expected orders and value look, default 365") @Nullable
            String horizonDays,

            @Parameter(description = "Default: the one in which most is bought", example = "USD") @Nullable
            String currency,

            @Nullable String knownAt,

            @Parameter(description = "Wait until this position has been seen") @Nullable
            String after) {}

    @GetMapping("/model")
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
        return queries.fitted(fit(parameters.at(until), days("holdoutDays", holdoutDays, 0), currency));
    }

    @PostMapping("/model")
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
        ValueModel model = queries.fitted(fit(parameters.instant("until", until, default90DaysAgo), days, currency));
        if (!model.converged() || model.spend() == null) {
            throw Problems.tooLittle(
                    "Nothing was published: "
                            + (model.reason() == null
                                    ? "there is too little to predict from; \"missing\" says what"
                                    : model.reason())
                            + ".",
                    model.missing());
        }
        FitPublished published = commandSide.post("/api/fits", ValueFits.of(model), FitPublished.class);
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(Fitted.published(published, model.position()).shown());
    }

    @GetMapping("/model/tracking")
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

    @GetMapping("/users/{userId}")
    @Operation(
            summary = "What one person has been worth, and is expected to be",
            description = "Predicted by the newest published model that knows nothing of the time after at, or one"
                    + " fitted for this answer; either is shown.")
    PersonValue person(
            @Parameter(description = "a userId, or kind:value", example = "1") @PathVariable String userId,
            @ParameterObject Asked asked) {
        await(asked.knownAt(), asked.after());
        return queries.person(userId, finder.stream(userId, People.NOW), question(asked), horizon(asked));
    }

    @GetMapping(path = "/users", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Buyers by what they are expected to be worth in the coming year",
            description = "Accept: text/csv, or format=csv, gives everybody instead of a page.")
    ExpectedValue people(
            @ParameterObject Asked asked,
            @Parameter(description = "1 to 1000, default 50") @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = "The next of the reply before") @RequestParam(required = false) @Nullable
                    String cursor) {
        await(asked.knownAt(), asked.after());
        return queries.page(
                question(asked), horizon(asked), RankCursor.parse(cursor), parameters.limit(limit, 50, MOST));
    }

    @GetMapping(path = "/users", produces = Csv.MEDIA_TYPE)
    @Hidden
    void csv(Asked asked, HttpServletResponse response) throws IOException {
        await(asked.knownAt(), asked.after());
        FitQuestion question = question(asked);
        int horizon = horizon(asked);
        Writer out = Csv.attachment(response, Csv.MEDIA_TYPE, "expected-value.csv");
        Csv.row(out, COLUMNS);
        queries.each(question, horizon, person -> Csv.row(out, cells(person)));
        response.flushBuffer();
    }

    /** For links, which cannot ask for a media type. */
    @GetMapping(path = "/users", params = "format=csv")
    @Hidden
    void csvLink(Asked asked, HttpServletResponse response) throws IOException {
        csv(asked, response);
    }

    private static List<String> cells(ExpectedValue.Person person) {
        PersonValue.Prediction prediction = person.prediction();
        return List.of(
                Csv.harmless(person.userId()),
                Long.toString(person.orders()),
                person.revenue().amount().toPlainString(),
                Double.toString(prediction.pAlive()),
                Integer.toString(prediction.horizonDays()),
                Double.toString(prediction.expectedOrders()),
                prediction.expectedSpend().amount().toPlainString(),
                prediction.expectedValue().amount().toPlainString(),
                prediction.clv().amount().toPlainString(),
                person.revenue().currency());
    }

    private void await(@Nullable String knownAt, @Nullable String after) {
        parameters.refuseKnownAt(knownAt);
        positions.await(after, MoneyProjection.NAME, FitProjection.NAME);
    }

    private FitQuestion question(Asked asked) {
        return fit(parameters.at(asked.at()), 0, asked.currency());
    }

    private FitQuestion fit(Instant until, int holdoutDays, @Nullable String currency) {
        return new FitQuestion(until, holdoutDays, Parameters.blankAsNone(currency), parameters.zone());
    }

    private int horizon(Asked asked) {
        return days("horizonDays", asked.horizonDays(), 365);
    }

    private int days(String name, @Nullable String text, int otherwise) {
        return parameters.number(name, text, otherwise, 0, LONGEST_DAYS);
    }
}
