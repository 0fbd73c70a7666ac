package io.flywheel.command.ingestion;

import io.flywheel.command.lifecycle.TouchpointVoider;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes history in bulk, shows how it goes, and takes it out again. */
@RestController
@RequestMapping("/api/imports")
@Tag(name = "Imports", description = "History in bulk, from files of any size")
class ImportApi {
    private static final String CSV = """
            customer_id,date,amount
            ada,2026-03-01,12.50
            bob,2026-03-02,8.00
            """;

    private final Sources sources;
    private final Uploads uploads;
    private final Imports imports;
    private final ProgressStream stream;
    private final TouchpointVoider voider;

    ImportApi(Sources sources, Uploads uploads, Imports imports, ProgressStream stream, TouchpointVoider voider) {
        this.sources = sources;
        this.uploads = uploads;
        this.imports = imports;
        this.stream = stream;
        this.voider = voider;
    }

    @PostMapping
    @Operation(
            summary = "Imports a CSV file, or one event of the tracking API per line; gzip is fine",
            description =
                    "The file is the body. CSV needs the columns user_id (or anonymous_id), occurred_at and event;"
                            + " message_id, revenue, currency, channel, quantity and order_id are known too, any other column"
                            + " becomes a property. Answers once the whole file is here; its rows are recorded in the"
                            + " background. Sending a file again under the same name records nothing twice. The text is"
                            + " UTF-8. A gzip file may inflate to 64 MB, and beyond that to 200 times its size (413). A"
                            + " row of more than 32 KB is set aside; one of more than 4 MB, with a value of more than"
                            + " 1 MB, or with a quote that is never closed, ends the import: its error says up to which"
                            + " row it went.")
    @RequestBody(
            content =
                    @Content(mediaType = "text/csv", schema = @Schema(type = "string"), examples = @ExampleObject(CSV)))
    ResponseEntity<ImportProgress> receive(
            @RequestParam(name = "name", required = false)
                    @Parameter(
                            description = "names the rows that have no message_id; default: the file's name, else a"
                                    + " hash of its content",
                            example = "orders-2026")
                    @Nullable
                    String name,
            @RequestParam(name = "source", required = false)
                    @Parameter(description = "of rows that come without a write key from this machine; default local")
                    @Nullable
                    String source,
            @RequestParam(name = "map", required = false)
                    @Parameter(
                            description = "our column:the file's column, where they differ",
                            example = "user_id:customer_id,occurred_at:date,revenue:amount")
                    @Nullable
                    String map,
            @RequestParam(name = "event", required = false)
                    @Parameter(description = "of rows that name none", example = "Order Completed")
                    @Nullable
                    String event,
            @RequestParam(name = "currency", required = false) @Parameter(example = "USD") @Nullable String currency,
            @RequestParam(name = "channel", required = false) @Nullable String channel,
            HttpServletRequest request)
            throws IOException {
        ImportRecipe recipe = new ImportRecipe(
                true, ImportRecipe.parseMap(map), blankToNull(event), blankToNull(currency), blankToNull(channel));
        Source sender = source(request, source);
        String id = uploads.receive(request, new Uploads.Announced(blankToNull(name), sender, recipe));
        return ResponseEntity.accepted()
                .location(URI.create("/api/imports/" + id))
                .contentType(MediaType.APPLICATION_JSON)
                .body(progress(id));
    }

    /** @param next the cursor of the next page; null on the last */
    record ImportPage(List<ImportProgress> items, @Nullable String next) {}

    @GetMapping
    @Operation(
            summary = "The newest imports first",
            description = "Bounded by limit; go on with cursor = next until next is null.")
    ImportPage list(
            @RequestParam(name = "limit", defaultValue = "100") @Parameter(description = "1 to 1000") int limit,
            @RequestParam(name = "cursor", required = false)
                    @Parameter(description = "next of the page before")
                    @Nullable
                    String cursor) {
        int size = Cursors.limit(limit);
        List<ImportProgress> items = imports.newest(Cursors.parseMoment(cursor), size).stream()
                .map(ImportProgress::of)
                .toList();
        ImportProgress last = items.isEmpty() ? null : items.getLast();
        return new ImportPage(
                items, last == null || items.size() < size ? null : Cursors.of(last.startedAt(), last.id()));
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "How far an import is",
            description =
                    "The counts are exact, through crashes too: a row is recorded (by this import), duplicate (it was"
                            + " there already, or comes twice in the file), quarantined or, if its person was forgotten while it"
                            + " waited, forgotten. With Accept: text/event-stream, one"
                            + " event per change up to the final state.")
    Object one(
            @PathVariable("id") String id,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Parameter(hidden = true) @Nullable
                    String accept) {
        ImportProgress progress = progress(id);
        if (accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE)) {
            return stream.open(id);
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(progress);
    }

    @PostMapping("/{id}/void")
    @Operation(summary = "Takes all touchpoints of an import out of everybody's lifecycle; the record of them stays")
    VoidApi.Voided voidAll(
            @PathVariable("id") String id, @org.springframework.web.bind.annotation.RequestBody VoidApi.Why why) {
        if (!progress(id).isOver()) {
            throw Problems.conflict("Import " + id + " is still running; void it when it is done.");
        }
        return new VoidApi.Voided(voider.voidImport(id, VoidApi.required("reason", why.reason()), VoidApi.BY));
    }

    private ImportProgress progress(String id) {
        return imports.find(id)
                .map(ImportProgress::of)
                .orElseThrow(() -> Problems.notFound("There is no import " + id + "; GET /api/imports lists them."));
    }

    /** That of the write key; without a key only a sender on this very machine is believed. */
    private Source source(HttpServletRequest request, @Nullable String name) throws IOException {
        String key = BasicAuth.userName(request);
        if (key != null) {
            return sources.byWriteKey(key).orElseThrow(Problems::unknownKey);
        }
        boolean forwarded = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
        if (forwarded || !InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
            throw Problems.unknownKey();
        }
        if (name == null || name.equals(Sources.LOCAL)) {
            return sources.byName(Sources.LOCAL).orElseGet(() -> Source.named(Sources.LOCAL));
        }
        return sources.byName(name)
                .orElseThrow(() -> Problems.invalid("There is no source \"" + name
                        + "\"; sources are configured as flywheel.sources.<name>.write-key."));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
