package io.flywheel.query.stage;

import io.flywheel.api.stage.PeoplePerStage;
import io.flywheel.api.stage.StageHistory;
import io.flywheel.api.stage.StageTransitions;
import io.flywheel.query.money.MoneyProjection;
import io.flywheel.query.platform.Models;
import io.flywheel.query.platform.Parameters;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where everybody stands, over HTTP. */
@RestController
@RequestMapping("/api/stages")
@Tag(name = "Stages", description = "Where everybody stands, over time, and how people move")
class StageApi {
    private final StageQueries stages;
    private final HistoryQueries history;
    private final TransitionQueries transitions;
    private final Models models;
    private final Parameters parameters;
    private final Positions positions;

    StageApi(
            StageQueries stages,
            HistoryQueries history,
            TransitionQueries transitions,
            Models models,
            Parameters parameters,
            Positions positions) {
        this.stages = stages;
        this.history = history;
        this.transitions = transitions;
        this.models = models;
        this.parameters = parameters;
        this.positions = positions;
    }

    @GetMapping
    @Operation(summary = "People and value per stage at an instant")
    PeoplePerStage at(
            @RequestParam(required = false) @Parameter(example = "aarrr") @Nullable String model,
            @RequestParam(required = false) @Parameter(example = "2026-01-01T00:00:00Z") @Nullable String at,
            @RequestParam(required = false) @Parameter(description = "Of people's first touchpoint") @Nullable
                    String channel,
            @RequestParam(required = false)
                    @Parameter(description = "channel counts each channel apart", example = "channel")
                    @Nullable
                    String by,
            @RequestParam(required = false) @Parameter(description = "Only money in this currency") @Nullable
                    String currency,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Parameter(description = "Wait until this position has been seen") @Nullable
                    String after) {
        StageQuestion question = question(model, channel, knownAt, after);
        if (by != null && !by.isBlank() && !by.equals("channel")) {
            throw Problems.bad("by", "by=" + by + " is not possible; by=channel is.");
        }
        return stages.at(question, parameters.at(at), Parameters.blankAsNone(currency), "channel".equals(by));
    }

    @GetMapping("/history")
    @Operation(summary = "People per stage at the end of each day, week or month")
    StageHistory history(
            @RequestParam(required = false) @Parameter(example = "aarrr") @Nullable String model,
            @RequestParam(required = false) @Parameter(description = "day, week or month", example = "month") @Nullable
                    String interval,
            @RequestParam(required = false) @Parameter(description = "Default: the first touchpoint") @Nullable
                    String from,
            @RequestParam(required = false) @Parameter(description = "Default: now") @Nullable String to,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String after) {
        StageQuestion question = question(model, channel, knownAt, after);
        Instant end = parameters.instant("to", to, parameters.at(null));
        Instant start = Parameters.blankAsNone(from) == null ? null : parameters.instant("from", from, end);
        return history.over(question, parameters.interval(interval), start, end, parameters.zone());
    }

    @GetMapping("/transitions")
    @Operation(summary = "How people moved from stage to stage in a period, and how long they had stayed")
    StageTransitions transitions(
            @RequestParam(required = false) @Parameter(example = "aarrr") @Nullable String model,
            @RequestParam(required = false) @Parameter(description = "Default: the beginning") @Nullable String from,
            @RequestParam(required = false) @Parameter(description = "Default: now") @Nullable String to,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String after) {
        StageQuestion question = question(model, channel, knownAt, after);
        Instant now = parameters.at(null);
        return transitions.between(
                question, parameters.instant("from", from, Instant.EPOCH), parameters.instant("to", to, now), now);
    }

    private StageQuestion question(
            @Nullable String model, @Nullable String channel, @Nullable String knownAt, @Nullable String after) {
        parameters.refuseKnownAt(knownAt);
        positions.await(after, StageProjection.NAME, MoneyProjection.NAME, Models.READ_MODEL);
        return new StageQuestion(models.named(model), Parameters.blankAsNone(channel));
    }
}
