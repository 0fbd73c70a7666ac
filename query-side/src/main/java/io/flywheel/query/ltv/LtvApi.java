package io.flywheel.query.ltv;

import io.flywheel.api.ltv.LifetimeValue;
import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.Parameters;
import io.flywheel.query.platform.Positions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people are worth, over HTTP. */
@RestController
@RequestMapping("/api/ltv")
@Tag(name = "Value", description = "What people have been worth, and are expected to be")
class LtvApi {
    private final LtvQueries queries;
    private final LtvGroups groups;
    private final Parameters parameters;
    private final Positions positions;

    LtvApi(LtvQueries queries, LtvGroups groups, Parameters parameters, Positions positions) {
        this.queries = queries;
        this.groups = groups;
        this.parameters = parameters;
        this.positions = positions;
    }

    @GetMapping
    @Operation(
            summary = "Revenue, orders, repeat rates and lifetime value until an instant, by period and cohort",
            description = "A cohort is the period of the first order. Refunds and cancellations lower revenue at their"
                    + " own time and are no orders. by=channel tells what was spent on advertising (POST /api/spend), per"
                    + " new buyer (cac), and lifetime value per buyer over that (ltvToCac).")
    LifetimeValue value(
            @Parameter(
                            description = "What happened before this instant counts, default now",
                            example = "1998-07-01T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    String at,
            @Parameter(
                            description =
                                    "Leaves earlier periods and cohorts out; with by=channel, earlier days of spend and"
                                            + " the buyers won on them, too")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "day, week or month", example = "month") @RequestParam(required = false) @Nullable
                    String interval,
            @Parameter(description = "Default: the one in which most is bought")
                    @RequestParam(required = false)
                    @Nullable
                    String currency,
            @Parameter(description = "channel (of the first touchpoint), stage or segment: tells each apart as well")
                    @RequestParam(required = false)
                    @Nullable
                    String by,
            @Parameter(description = "The stage model for by=stage") @RequestParam(required = false) @Nullable
                    String model,
            @RequestParam(required = false) @Nullable String knownAt,
            @Parameter(description = "Wait until this position has been seen") @RequestParam(required = false) @Nullable
                    String after) {
        parameters.refuseKnownAt(knownAt);
        String grouping = Parameters.blankAsNone(by);
        List<String> others = grouping == null ? List.of() : groups.readModels(grouping);
        positions.await(
                after,
                Stream.concat(Stream.of(MoneyProjection.NAME), others.stream()).toArray(String[]::new));
        Instant instant = parameters.at(at);
        return queries.value(
                new LtvQuestion(
                        instant,
                        Parameters.blankAsNone(from) == null ? null : parameters.instant("from", from, instant),
                        parameters.interval(interval),
                        Parameters.blankAsNone(currency),
                        parameters.zone()),
                grouping,
                Parameters.blankAsNone(model));
    }
}
