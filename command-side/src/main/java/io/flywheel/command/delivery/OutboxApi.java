package io.flywheel.command.delivery;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what waits to be sent, what was sent, and what could not be. */
@RestController
@RequestMapping(path = "/api/outbox", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Delivery", description = "Messages on their way out, and what became of them")
class OutboxApi {
    private static final int MOST = 1_000;
    private static final String PAGE = """
            {"items":[{"id":"b3JkZXItNzgxMjM0NTY3OA","state":"dead","person":"Zk3vT0bJmN8xw2LQ4hRyUg",
            "campaign":"win-back","version":2,"step":1,"channel":"email","template":"we-miss-you","purpose":"email",
            "decidedAt":"2026-03-01T12:00:05Z","attempts":8,"reason":"smtp-421","endedAt":"2026-03-02T07:41:12Z"}],
            "next":null}""";

    private final OutboxList outbox;
    private final Clock clock;

    OutboxApi(OutboxList outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    record Page(List<OutboxEntry> items, @Nullable String next) {}

    /**
     * @param again how many wait again
     * @param more whether there may be more of them: ask once more
     */
    record TriedAgain(int again, boolean more) {}

    @GetMapping
    @Operation(
            summary = "The messages and notices of one state, the latest first",
            description = "waiting: to be sent at nextAttempt. sent: taken over by the channel. dead: it could not be"
                    + " sent, for the reason that is told. dropped: it must not be sent any more: she no longer"
                    + " consents (consent), was forgotten (erased), or the campaign took it back (withdrawn). What services"
                    + " are told about people is listed with them, with the position of what it tells of; it is"
                    + " dropped if the service knows her by no id any more (unknown).")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(PAGE)))
    Page list(
            @RequestParam(name = "state", defaultValue = OutboxEntry.WAITING)
                    @Parameter(description = "waiting, sent, dead or dropped")
                    String state,
            @RequestParam(name = "limit", defaultValue = "100") @Parameter(description = "1 to 1000") int limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        if (!OutboxEntry.STATES.contains(state)) {
            throw Problems.invalid("\"state\" must be waiting, sent, dead or dropped.");
        }
        require(limit);
        List<OutboxEntry> items = outbox.page(state, PlaceInList.read(cursor), limit);
        return new Page(items, items.size() < limit ? null : PlaceInList.after(items.getLast()));
    }

    @PostMapping("/retry")
    @Operation(
            summary = "Lets many dead messages be tried again, the oldest first: after a channel was away, say",
            description =
                    "All of them, or those of one channel, campaign or reason. At most limit at once; where more is"
                            + " true, ask again. Before each is sent it is looked whether she still allows it and still is where"
                            + " the campaign is for; if not, it is dropped.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"again\": 412, \"more\": false}")))
    TriedAgain retryMany(
            @RequestParam(name = "channel", required = false) @Parameter(example = "email") @Nullable String channel,
            @RequestParam(name = "campaign", required = false) @Parameter(example = "win-back") @Nullable
                    String campaign,
            @RequestParam(name = "reason", required = false)
                    @Parameter(description = "As the list of dead messages tells it", example = "smtp-421")
                    @Nullable
                    String reason,
            @RequestParam(name = "limit", defaultValue = "1000") @Parameter(description = "1 to 1000") int limit) {
        require(limit);
        int again = outbox.again(new OutboxList.Chosen(channel, campaign, reason), limit, clock.instant());
        return new TriedAgain(again, again == limit);
    }

    private static void require(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problems.invalid("\"limit\" must be between 1 and " + MOST + ".");
        }
    }

    @PostMapping("/{id}/retry")
    @Operation(
            summary = "Lets a dead message be tried again, from its first attempt on",
            description = "Mend what kept it from being sent before. What was dropped cannot be tried again.")
    @ApiResponse(responseCode = "200", description = "It waits again")
    @ApiResponse(responseCode = "404", description = "There is no such message", content = @Content)
    @ApiResponse(responseCode = "409", description = "It is not dead", content = @Content)
    OutboxEntry retry(@PathVariable("id") @Parameter(example = "b3JkZXItNzgxMjM0NTY3OA") String id) {
        boolean again = outbox.again(id, clock.instant());
        OutboxEntry now =
                outbox.find(id).orElseThrow(() -> Problems.unknown("There is no message of that id in the outbox."));
        if (!again) {
            throw Problems.conflict("The message is " + now.state() + "; only a dead one can be tried again.");
        }
        return now;
    }
}
