package io.flywheel.query.replay;

import io.flywheel.api.Micros;
import io.flywheel.query.platform.Problems;
import io.flywheel.query.platform.RankCursor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Rebuilds read models from history, shows how that goes, and goes back. */
@RestController
@RequestMapping("/api/replays")
@Tag(
        name = "Replays",
        description = "A read model is rebuilt from the log beside the one that answers, and takes over at one moment."
                + " Every step can be sent again: taken twice it changes nothing.")
class ReplayApi {
    private static final int MOST = 1_000;

    private final Replays replays;
    private final ReplaySteps steps;
    private final ReplayStream stream;
    private final JsonMapper json;

    ReplayApi(Replays replays, ReplaySteps steps, ReplayStream stream, JsonMapper json) {
        this.replays = replays;
        this.steps = steps;
        this.stream = stream;
        this.json = json;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Begins to rebuild a read model from history",
            description =
                    "Questions go on being answered from the old rows. switch=automatically (the default) lets the new"
                            + " rows answer as soon as they have caught up, by-hand waits for .../switch. One replay of a read"
                            + " model at a time: 409 names the one that runs. Rows kept after the replay before are"
                            + " discarded.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = ReplayRequest.class)))
    ResponseEntity<ReplayProgress> start(@RequestBody(required = false) @Nullable String body) {
        ReplayRequest wanted = ReplayRequest.read(body, json);
        String id = steps.start(wanted.projection(), wanted.byHand());
        return ResponseEntity.accepted()
                .location(URI.create("/api/replays/" + id))
                .contentType(MediaType.APPLICATION_JSON)
                .body(replays.get(id));
    }

    /** @param next the cursor of the next page; null on the last */
    record ReplayPage(List<ReplayProgress> items, @Nullable String next) {}

    @GetMapping
    @Operation(
            summary = "The newest replays first",
            description = "Bounded by limit; go on with cursor = next until next is null.")
    ReplayPage list(
            @RequestParam(name = "limit", defaultValue = "100") @Parameter(description = "1 to 1000") int limit,
            @RequestParam(name = "cursor", required = false)
                    @Parameter(description = "next of the page before")
                    @Nullable
                    String cursor) {
        if (limit < 1 || limit > MOST) {
            throw Problems.bad("limit", "limit=" + limit + " is not between 1 and " + MOST + ".");
        }
        List<Replay> found = replays.newest(RankCursor.parse(cursor), limit + 1);
        List<Replay> page = found.subList(0, Math.min(limit, found.size()));
        return new ReplayPage(
                page.stream().map(replays::progress).toList(), found.size() > limit ? cursor(page.getLast()) : null);
    }

    private static String cursor(Replay last) {
        return new RankCursor(Micros.of(last.startedAt()), last.id()).encoded();
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "How far a replay is",
            description = "With Accept: text/event-stream, one event per change until the new rows answer or the replay"
                    + " has ended otherwise.")
    Object one(
            @PathVariable("id") String id,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Parameter(hidden = true) @Nullable
                    String accept) {
        ReplayProgress progress = replays.get(id);
        if (accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE)) {
            return stream.open(id);
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(progress);
    }

    @PostMapping("/{id}/switch")
    @Operation(
            summary = "Lets the new rows answer, at one moment for everybody",
            description = "503 while they have not seen yet what the old ones have. The old rows are kept up to date,"
                    + " so that one can roll back, until .../discard or the next replay of this read model.")
    ReplayProgress switchOver(@PathVariable("id") String id) {
        steps.switchOver(id);
        return replays.get(id);
    }

    @PostMapping("/{id}/rollback")
    @Operation(summary = "Lets the old rows answer again and removes the new ones")
    ReplayProgress rollBack(@PathVariable("id") String id) {
        steps.rollBack(id);
        return replays.get(id);
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Ends a replay that does not answer yet and removes its rows")
    ReplayProgress cancel(@PathVariable("id") String id) {
        steps.cancel(id);
        return replays.get(id);
    }

    @PostMapping("/{id}/discard")
    @Operation(summary = "Removes the old rows of a replay that is live: there is no way back then")
    ReplayProgress discard(@PathVariable("id") String id) {
        steps.discard(id);
        return replays.get(id);
    }
}
