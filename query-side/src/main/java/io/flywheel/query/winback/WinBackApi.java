package io.flywheel.query.winback;

import io.flywheel.api.winback.CampaignDecisions;
import io.flywheel.api.winback.CampaignOverview;
import io.flywheel.api.winback.CampaignResults;
import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.Csv;
import io.flywheel.query.platform.Parameters;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.Problems;
import io.flywheel.query.platform.RankCursor;
import io.flywheel.query.winback.LedgerQueries.Chosen;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What campaigns decided and what came of it, over HTTP. */
@RestController
@RequestMapping("/api/winback")
@Tag(name = "Campaigns", description = "Whom campaigns addressed and whom not, and whether that brought people back")
class WinBackApi {
    private static final int MOST = 1_000;
    private static final String[] READ = {
        WinBackProjection.NAME, "identity", MoneyProjection.NAME, Whereabouts.READ_MODEL
    };

    private final WinBackQueries queries;
    private final LedgerQueries ledger;
    private final Parameters parameters;
    private final Positions positions;

    WinBackApi(WinBackQueries queries, LedgerQueries ledger, Parameters parameters, Positions positions) {
        this.queries = queries;
        this.ledger = ledger;
        this.parameters = parameters;
        this.positions = positions;
    }

    /** What the questions about figures share, in the form in which it is sent. */
    record Asked(
            @Parameter(
                    description = "What was decided by then, and happened before it, counts; default now",
                    example = "2026-06-01T00:00:00Z")
            @Nullable
            String at,

            @Parameter(description = "Only what was decided from then on") @Nullable
            String from,

            @Parameter(description = "Default: the one in which most is bought") @Nullable
            String currency,

            @Nullable String knownAt,

            @Parameter(description = "Wait until this position has been seen") @Nullable
            String after) {}

    /** Which decisions of the ledger, in the form in which it is sent. */
    record Wanted(
            @Parameter(description = "started, declined, made, held-out, blocked, postponed or ended") @Nullable
            String decision,

            @Parameter(description = "Such as consent, cap, quiet-hours or returned", example = "consent") @Nullable
            String reason,

            @Parameter(description = "Wait until this position has been seen") @Nullable
            String after) {
        Chosen chosen() {
            String kind = Parameters.blankAsNone(decision);
            if (kind != null && !DecisionRows.ALL.contains(kind)) {
                throw Problems.bad(
                        "decision", "decision=" + kind + " is not one of " + String.join(", ", DecisionRows.ALL) + ".");
            }
            return new Chosen(kind, Parameters.blankAsNone(reason));
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Every campaign with the people it has reached, held out and got back")
    List<CampaignOverview> all(@ParameterObject Asked asked) {
        return queries.all(question(asked));
    }

    @GetMapping(path = "/{campaign}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What a campaign has come to: the addressed beside those held out",
            description =
                    "Only people whose time to return is over are compared, by the arm they were first drawn into."
                            + " The interval of uplift is Newcombe's hybrid score interval, that of revenue Welch's.")
    CampaignResults results(
            @Parameter(example = "win-back") @PathVariable String campaign, @ParameterObject Asked asked) {
        return queries.results(campaign, question(asked));
    }

    @GetMapping(path = "/{campaign}/ledger", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Every decision to send or not to send, the latest first, with what it was made from",
            description = "Accept: text/csv, or format=csv, gives all of them instead of a page. In CSV, text that a"
                    + " spreadsheet would take for a formula begins with an apostrophe.")
    CampaignDecisions decisions(
            @Parameter(example = "win-back") @PathVariable String campaign,
            @ParameterObject Wanted wanted,
            @Parameter(description = "1 to 1000, default 50") @RequestParam(required = false) @Nullable String limit,
            @Parameter(description = "The next of the reply before") @RequestParam(required = false) @Nullable
                    String cursor) {
        Chosen chosen = wanted.chosen();
        positions.await(wanted.after(), READ);
        return ledger.page(campaign, chosen, RankCursor.parse(cursor), parameters.limit(limit, 50, MOST));
    }

    @GetMapping(path = "/{campaign}/ledger", produces = Csv.MEDIA_TYPE)
    @Hidden
    void csv(@PathVariable String campaign, Wanted wanted, HttpServletResponse response) throws IOException {
        Chosen chosen = wanted.chosen();
        positions.await(wanted.after(), READ);
        String id = ledger.idOf(campaign);
        Writer out = Csv.attachment(response, Csv.MEDIA_TYPE, "campaign-decisions.csv");
        Csv.row(out, LedgerCsv.COLUMNS);
        ledger.each(id, chosen, decision -> Csv.row(out, LedgerCsv.cells(decision)));
        response.flushBuffer();
    }

    /** For links, which cannot ask for a media type. */
    @GetMapping(path = "/{campaign}/ledger", params = "format=csv")
    @Hidden
    void csvLink(@PathVariable String campaign, Wanted wanted, HttpServletResponse response) throws IOException {
        csv(campaign, wanted, response);
    }

    private WinBackQuestion question(Asked asked) {
        parameters.refuseKnownAt(asked.knownAt());
        positions.await(asked.after(), READ);
        Instant at = parameters.at(asked.at());
        return new WinBackQuestion(
                at,
                Parameters.blankAsNone(asked.from()) == null ? null : parameters.instant("from", asked.from(), at),
                Parameters.blankAsNone(asked.currency()));
    }
}
