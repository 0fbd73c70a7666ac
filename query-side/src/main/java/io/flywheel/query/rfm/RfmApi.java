package io.flywheel.query.rfm;

import io.flywheel.api.rfm.RfmGrid;
import io.flywheel.api.rfm.RfmMovement;
import io.flywheel.api.rfm.RfmPeople;
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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Recency, frequency and monetary value over HTTP. */
@RestController
@RequestMapping("/api/rfm")
@Tag(name = "RFM", description = "How recently, how often and for how much people buy")
class RfmApi {
    private static final int MOST = 1_000;
    private static final List<String> COLUMNS =
            List.of("userId", "r", "f", "m", "segment", "recencyDays", "orders", "value", "currency");

    private final RfmQueries queries;
    private final RfmPeopleQueries people;
    private final Parameters parameters;
    private final Positions positions;

    RfmApi(RfmQueries queries, RfmPeopleQueries people, Parameters parameters, Positions positions) {
        this.queries = queries;
        this.people = people;
        this.parameters = parameters;
        this.positions = positions;
    }

    /** What all questions about RFM share, in the form in which it is sent. */
    record Asked(
            @Parameter(
                    description = "Purchases before this instant count, default now",
                    example = "1998-07-01T00:00:00Z")
            @Nullable
            String at,

            @Parameter(description = "How far back purchases count: P90D, P12M, P1Y; default all", example = "P1Y")
            @Nullable
            String window,

            @Parameter(
                    description = "tie (default): equal values get equal scores; ntile: five equal parts each; nest:"
                            + " Hughes, frequency within recency, value within both",
                    example = "tie")
            @Nullable
            String scoring,

            @Parameter(description = "Default: the one in which most is bought") @Nullable
            String currency,

            @Nullable String knownAt,

            @Parameter(description = "Wait until this position has been seen") @Nullable
            String after) {}

    /** Whom a list is to hold. */
    record Chosen(
            @Parameter(description = "One of the eleven segments", example = "Champions") @Nullable
            String segment,

            @Nullable String r,
            @Nullable String f,
            @Nullable String m) {
        RfmSelection selection() {
            return RfmSelection.of(segment, r, f, m);
        }
    }

    @GetMapping
    @Operation(
            summary = "Scores, segments and the grid at an instant",
            description = "Scores compare people with each other; thresholds says which values got which score.")
    RfmGrid grid(@ParameterObject Asked asked) {
        return queries.grid(question(asked));
    }

    @GetMapping("/movement")
    @Operation(summary = "How people moved between segments from one instant to another")
    RfmMovement movement(
            @Parameter(example = "1998-01-01T00:00:00Z") @RequestParam String from,
            @Parameter(description = "Default: now", example = "1998-07-01T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @ParameterObject Asked asked) {
        RfmQuestion question = question(asked);
        Instant end = parameters.instant("to", to, question.at());
        return queries.movement(question, parameters.instant("from", from, end), end);
    }

    @GetMapping(path = "/users", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Who is in a segment, the most valuable first",
            description = "Accept: text/csv, or format=csv, gives everybody instead of a page. In CSV, an id that a"
                    + " spreadsheet would take for a formula begins with an apostrophe.")
    RfmPeople users(
            @ParameterObject Chosen chosen,
            @ParameterObject Asked asked,
            @Parameter(description = "1 to 1000, default 50") @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = "The next of the reply before") @RequestParam(required = false) @Nullable
                    String cursor) {
        return people.page(
                question(asked), chosen.selection(), RankCursor.parse(cursor), parameters.limit(limit, 50, MOST));
    }

    @GetMapping(path = "/users", produces = Csv.MEDIA_TYPE)
    @Hidden
    void csv(Chosen chosen, Asked asked, HttpServletResponse response) throws IOException {
        RfmQuestion question = question(asked);
        RfmSelection selection = chosen.selection();
        Writer out = Csv.attachment(response, Csv.MEDIA_TYPE, "rfm-people.csv");
        Csv.row(out, COLUMNS);
        people.each(question, selection, person -> Csv.row(out, cells(person)));
        response.flushBuffer();
    }

    /** For links, which cannot ask for a media type. */
    @GetMapping(path = "/users", params = "format=csv")
    @Hidden
    void csvLink(Chosen chosen, Asked asked, HttpServletResponse response) throws IOException {
        csv(chosen, asked, response);
    }

    private static List<String> cells(RfmPeople.Person person) {
        return List.of(
                Csv.harmless(person.userId()),
                Integer.toString(person.r()),
                Integer.toString(person.f()),
                Integer.toString(person.m()),
                person.segment(),
                Integer.toString(person.recencyDays()),
                Integer.toString(person.orders()),
                person.value().amount().toPlainString(),
                person.value().currency());
    }

    private RfmQuestion question(Asked asked) {
        parameters.refuseKnownAt(asked.knownAt());
        positions.await(asked.after(), MoneyProjection.NAME);
        return new RfmQuestion(
                parameters.at(asked.at()),
                parameters.window(asked.window()),
                Scoring.named(asked.scoring()),
                Parameters.blankAsNone(asked.currency()),
                parameters.zone());
    }
}
