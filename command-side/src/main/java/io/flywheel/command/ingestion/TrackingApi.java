package io.flywheel.command.ingestion;

import io.flywheel.command.ingestion.SentBatch.Item;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsUtils;

/** The Segment-compatible HTTP tracking API: existing SDKs work by changing only their host. */
@RestController
@Tag(
        name = "Tracking",
        description = "Send touchpoints. The write key is the user name of Basic authentication or \"writeKey\" in the"
                + " body. One bad event never refuses a batch: it goes to quarantine. 429 and 503 say in Retry-After"
                + " when to send the same request again; nothing is recorded twice.")
class TrackingApi {
    private static final String BATCH = """
            {"writeKey":"local","batch":[
              {"type":"track","messageId":"example-1","userId":"ada","event":"Signed Up","timestamp":"2026-03-01T12:30:00Z"},
              {"type":"track","messageId":"example-2","userId":"ada","event":"Order Completed",
               "timestamp":"2026-03-02T09:00:00Z","properties":{"order_id":"o-1","revenue":12.50,"currency":"CNY"}}]}""";
    private static final String TRACK = """
            {"writeKey":"local","messageId":"example-3","userId":"ada","event":"Product Viewed"}""";
    private static final String PAGE = """
            {"writeKey":"local","messageId":"example-4","anonymousId":"a-1","name":"Prices"}""";
    private static final String SCREEN = """
            {"writeKey":"local","messageId":"example-8","anonymousId":"a-1","name":"Prices"}""";
    private static final String IDENTIFY = """
            {"writeKey":"local","messageId":"example-5","userId":"ada","anonymousId":"a-1","traits":{"plan":"free"}}""";
    private static final String GROUP = """
            {"writeKey":"local","messageId":"example-6","userId":"ada","groupId":"book-club"}""";
    private static final String ALIAS = """
            {"writeKey":"local","messageId":"example-7","userId":"ada","previousId":"a-1"}""";

    private final Sources sources;
    private final Throttle throttle;
    private final Intake intake;
    private final Clock clock;

    TrackingApi(Sources sources, Throttle throttle, Intake intake, Clock clock) {
        this.sources = sources;
        this.throttle = throttle;
        this.intake = intake;
        this.clock = clock;
    }

    @PostMapping({"/v1/batch", "/v1/import"})
    @Operation(summary = "Many events of any kind, in any order: up to 2,500 and 500 KB")
    @RequestBody(content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(BATCH)))
    ResponseEntity<Receipt> batch(HttpServletRequest request) throws IOException {
        return take(request, Limits.BATCH_BYTES, BatchReader::batch);
    }

    @PostMapping("/v1/track")
    @Operation(summary = "Something a person did, or that was done to her")
    @RequestBody(content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(TRACK)))
    ResponseEntity<Receipt> track(HttpServletRequest request) throws IOException {
        return single(request, "track");
    }

    @PostMapping("/v1/page")
    @Operation(summary = "A person saw a page of a web site")
    @RequestBody(content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(PAGE)))
    ResponseEntity<Receipt> page(HttpServletRequest request) throws IOException {
        return single(request, "page");
    }

    @PostMapping("/v1/screen")
    @Operation(summary = "A person saw a screen of an app")
    @RequestBody(content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(SCREEN)))
    ResponseEntity<Receipt> screen(HttpServletRequest request) throws IOException {
        return single(request, "screen");
    }

    @PostMapping("/v1/identify")
    @Operation(summary = "These ids are one person, with these traits")
    @RequestBody(content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(IDENTIFY)))
    ResponseEntity<Receipt> identify(HttpServletRequest request) throws IOException {
        return single(request, "identify");
    }

    @PostMapping("/v1/group")
    @Operation(summary = "A person belongs to a group")
    @RequestBody(content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(GROUP)))
    ResponseEntity<Receipt> group(HttpServletRequest request) throws IOException {
        return single(request, "group");
    }

    @PostMapping("/v1/alias")
    @Operation(summary = "This id replaces a previous one of the same person")
    @RequestBody(content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(ALIAS)))
    ResponseEntity<Receipt> alias(HttpServletRequest request) throws IOException {
        return single(request, "alias");
    }

    /** The short paths of the browser SDK. */
    @Hidden
    @PostMapping("/v1/{letter:[tpisgab]}")
    ResponseEntity<Receipt> shortPath(@PathVariable("letter") String letter, HttpServletRequest request)
            throws IOException {
        return switch (letter) {
            case "t" -> track(request);
            case "p" -> page(request);
            case "i" -> identify(request);
            case "s" -> screen(request);
            case "g" -> group(request);
            case "a" -> alias(request);
            default -> batch(request);
        };
    }

    private ResponseEntity<Receipt> single(HttpServletRequest request, String type) throws IOException {
        return take(request, Limits.EVENT_BYTES, body -> BatchReader.single(body, type));
    }

    /** The shape of every call: whose key, what is in it, may it come from there, is there room, and in with it. */
    private ResponseEntity<Receipt> take(HttpServletRequest request, int limit, Function<byte[], SentBatch> reader)
            throws IOException {
        checkKey(request);
        SentBatch batch = reader.apply(Bodies.read(request, limit));
        Source source = source(request, batch);
        checkOrigin(request, source);
        List<Item> events = batch.events();
        try (Throttle.Turn turn = throttle.enter(source, events.size())) {
            List<Arrival> arrivals = events.stream()
                    .map(item -> Arrival.of(item.json(), item.bytes()))
                    .toList();
            Receipt receipt = intake.take(source, null, arrivals, clock.instant());
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(receipt);
        }
    }

    /** A wrong key in the header is refused before the body is read. */
    private void checkKey(HttpServletRequest request) {
        String key = BasicAuth.userName(request);
        if (key != null && sources.byWriteKey(key).isEmpty()) {
            throw Problems.unknownKey();
        }
    }

    private Source source(HttpServletRequest request, SentBatch batch) {
        String key = Optional.ofNullable(BasicAuth.userName(request)).orElseGet(batch::writeKey);
        return sources.byWriteKey(key).orElseThrow(Problems::unknownKey);
    }

    private static void checkOrigin(HttpServletRequest request, Source source) {
        String origin = request.getHeader("Origin");
        if (origin != null && isForeign(request) && !source.origins().contains(origin)) {
            throw Problems.forbiddenOrigin(Texts.shorten(Texts.wellFormed(origin), 200), source);
        }
    }

    /** An origin that is none is foreign: no browser sends one. */
    private static boolean isForeign(HttpServletRequest request) {
        try {
            return CorsUtils.isCorsRequest(request);
        } catch (IllegalArgumentException unreadable) {
            return true;
        }
    }
}
