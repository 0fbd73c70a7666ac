package io.flywheel.command.ingestion;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets people see what was set aside, mend it and try it again. */
@RestController
@RequestMapping("/api/quarantine")
@Tag(name = "Quarantine", description = "Events that could not be recorded as they came, with the reason")
class QuarantineApi {
    private static final String CORRECTED = """
            {"type":"track","userId":"ada","event":"Order Completed","properties":{"revenue":12.50}}""";

    private final Quarantine quarantine;
    private final Retries retries;

    QuarantineApi(Quarantine quarantine, Retries retries) {
        this.quarantine = quarantine;
        this.retries = retries;
    }

    record Page(List<QuarantineEntry> items, @Nullable String next) {}

    @GetMapping
    @Operation(summary = "What is set aside, newest first")
    Page list(
            @RequestParam(name = "limit", defaultValue = "100") @Parameter(description = "1 to 1000") int limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "reason", required = false)
                    @Parameter(description = "a reason code such as no-person, bad-money or conflict")
                    @Nullable
                    String reason,
            @RequestParam(name = "source", required = false) @Nullable String source,
            @RequestParam(name = "state", defaultValue = QuarantineEntry.OPEN)
                    @Parameter(description = "open, retried, discarded or all")
                    String state) {
        Quarantine.Filter filter =
                new Quarantine.Filter(state.equals("all") ? null : state, reason, source, Cursors.parse(cursor), false);
        int size = Cursors.limit(limit);
        List<QuarantineEntry> items = quarantine.list(filter, size);
        return new Page(
                items, items.size() < size ? null : Cursors.of(items.getLast().id()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One event that was set aside")
    QuarantineEntry one(@PathVariable("id") long id) {
        return quarantine.find(id).orElseThrow(() -> Problems.notFound("There is no quarantined event " + id + "."));
    }

    @PostMapping("/{id}/retry")
    @Operation(
            summary = "Tries it again: as it came, or as the body says it should have been",
            description = "It keeps its message id unless the corrected event has another. If it is still unfit, it"
                    + " stays with the new reason.")
    @RequestBody(
            required = false,
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(CORRECTED)))
    Retries.One retry(@PathVariable("id") long id, HttpServletRequest request) throws IOException {
        QuarantineEntry event = open(id);
        byte[] body = Bodies.read(request, Limits.EVENT_BYTES);
        return retries.one(event, body.length == 0 ? null : BatchReader.object(body));
    }

    @PostMapping("/retry")
    @Operation(
            summary = "Tries all open events again, of one reason or source, oldest first",
            description = "Bounded by limit; go on with cursor = next until next is null.")
    Retries.Many retryAll(
            @RequestParam(name = "reason", required = false) @Nullable String reason,
            @RequestParam(name = "source", required = false) @Nullable String source,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "500") int limit) {
        return retries.all(reason, source, Cursors.parse(cursor), Cursors.limit(limit));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Discards it: it stays in the list of discarded events and is never tried again")
    void discard(@PathVariable("id") long id) {
        open(id);
        quarantine.close(id, QuarantineEntry.DISCARDED, 0);
    }

    private QuarantineEntry open(long id) {
        QuarantineEntry event = one(id);
        if (!event.state().equals(QuarantineEntry.OPEN)) {
            throw Problems.conflict("Event " + id + " is " + event.state() + "; only an open one can be changed.");
        }
        if (event.erased() != null) {
            throw Problems.conflict("What event " + id + " said is erased.");
        }
        return event;
    }
}
