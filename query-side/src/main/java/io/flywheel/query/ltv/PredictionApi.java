package io.flywheel.query.ltv;

import io.flywheel.api.ltv.ExpectedValue;
import io.flywheel.api.ltv.PersonValue;
import io.flywheel.query.identity.People;
import io.flywheel.query.identity.PersonFinder;
import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.Csv;
import io.flywheel.query.platform.Parameters;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.RankCursor;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people are expected to be worth, over HTTP. */
@RestController
@RequestMapping("/api/ltv")
@Tag(name = "Value")
class PredictionApi {
    private static final int MOST = 1_000;
    static final int LONGEST_DAYS = 3_650;
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
    private final PersonFinder finder;
    private final Parameters parameters;
    private final Positions positions;

    PredictionApi(PredictionQueries queries, PersonFinder finder, Parameters parameters, Positions positions) {
        this.queries = queries;
        this.finder = finder;
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

            @Parameter(description = "Default: the one in which most is bought") @Nullable
            String currency,

            @Nullable String knownAt,

            @Parameter(description = "Wait until this position has been seen") @Nullable
            String after) {}

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
        return new FitQuestion(
                parameters.at(asked.at()), 0, Parameters.blankAsNone(asked.currency()), parameters.zone());
    }

    private int horizon(Asked asked) {
        return parameters.number("horizonDays", asked.horizonDays(), 365, 0, LONGEST_DAYS);
    }
}
