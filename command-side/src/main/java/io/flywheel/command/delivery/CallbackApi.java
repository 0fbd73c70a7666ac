package io.flywheel.command.delivery;

import io.flywheel.command.platform.StoreFailures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hears from channels what became of messages. Nothing is read of what is not signed. */
@RestController
@Tag(name = "Delivery")
class CallbackApi {
    private static final int MOST_BYTES = 16 * 1024;
    private static final String EXAMPLE = """
            {"type":"message.delivered","timestamp":"2026-03-01T12:00:09Z","data":{"id":"b3JkZXItNzgxMjM0NTY3OA"}}""";

    private final Channels channels;
    private final Claims messages;
    private final Results results;
    private final Clock clock;

    CallbackApi(Channels channels, Claims messages, Results results, Clock clock) {
        this.channels = channels;
        this.messages = messages;
        this.results = results;
        this.clock = clock;
    }

    /** @param recorded whether it was new */
    record Answer(boolean recorded, long position) {}

    @PostMapping(path = "/v1/callbacks/delivery", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Records what became of a message: delivered, bounced, opened or clicked",
            description = "Signed as the Standard Webhooks specification says, with the secret of the channel that the"
                    + " message went out by. It becomes a touchpoint of the person it was for, such as Message"
                    + " Delivered, or Email Delivered where the channel sends mails. The same told again counts once.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(EXAMPLE)))
    @ApiResponse(responseCode = "200", description = "It is on disk")
    @ApiResponse(responseCode = "401", description = "The signature is wrong, or too old", content = @Content)
    @ApiResponse(responseCode = "404", description = "That channel has sent no such message", content = @Content)
    Answer hear(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw Problems.invalid("The body may have 16 KB; it is only names and a time.");
        }
        String body = new String(bytes, StandardCharsets.UTF_8);
        Set<String> signers = signers(request, body);
        if (signers.isEmpty()) {
            throw Problems.unsigned();
        }
        Report report = Report.read(body);
        try {
            OutgoingMessage message = messages.find(report.message())
                    .filter(found -> signers.contains(found.channel()))
                    .orElseThrow(() -> Problems.unknown("The channel has sent no message of that id."));
            var outcome = results.record(message, report.result(), at(report, message));
            return new Answer(outcome.recorded() > 0, outcome.position());
        } catch (RuntimeException failure) {
            throw StoreFailures.isUnavailable(failure) ? Problems.unavailable(failure) : failure;
        }
    }

    /** Channels whose secret it is signed with. */
    private Set<String> signers(HttpServletRequest request, String body) {
        String id = request.getHeader(Signatures.ID);
        String timestamp = request.getHeader(Signatures.TIMESTAMP);
        String signature = request.getHeader(Signatures.SIGNATURE);
        Set<String> signers = new TreeSet<>();
        if (id != null && timestamp != null && signature != null) {
            Instant now = clock.instant();
            channels.signatures().forEach((channel, signatures) -> {
                if (signatures.accepts(id, timestamp, signature, body, now)) {
                    signers.add(channel);
                }
            });
        }
        return signers;
    }

    /** Nothing happened to a message before it was decided on, or will happen later than now. */
    private Instant at(Report report, OutgoingMessage message) {
        Instant now = clock.instant();
        Instant at = report.at();
        return at == null || at.isAfter(now) || at.isBefore(message.at()) ? now : at;
    }
}
