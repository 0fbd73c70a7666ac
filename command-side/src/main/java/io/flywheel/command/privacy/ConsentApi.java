package io.flywheel.command.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.command.identity.PersonFinder;
import io.flywheel.command.lifecycle.ConsentRecorder;
import io.flywheel.command.lifecycle.TooManyPurposes;
import io.flywheel.command.platform.Problem;
import io.flywheel.command.platform.StoreFailures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes in what people allow and no longer allow. */
@RestController
@RequestMapping(path = "/api/users/{userId}/consents/{purpose}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Privacy", description = "What people allow, and everything that is known of them")
class ConsentApi {
    private static final int MOST_BYTES = 16 * 1024;
    private static final String EXAMPLE = """
            {"granted":true,"at":"2026-03-01T10:00:00Z","source":"web-form","wording":"2026-03"}""";

    private final PersonFinder people;
    private final ConsentRecorder recorder;
    private final Clock clock;

    ConsentApi(PersonFinder people, ConsentRecorder recorder, Clock clock) {
        this.people = people;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * What she said, as it is kept.
     *
     * @param recorded whether it was new
     * @param decides whether it is what holds now; what she said later goes before what is learnt late
     * @param position of the log, at which it is known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String purpose,
            boolean granted,
            Instant at,
            String source,
            @Nullable String wording,
            @Nullable Instant expires,
            boolean recorded,
            boolean decides,
            long position) {}

    @PutMapping
    @Operation(
            summary = "Records that somebody allows, or no longer allows, something",
            description = "What she said last decides, whatever order it is sent in; of what she said at one instant,"
                    + " the withdrawal does. The same sent again with its time changes nothing. Purposes are names of"
                    + " your own, such as email, sms, push, profiling or win-back, up to 100 for a person. This call is"
                    + " the only one that changes consent: an Unsubscribed touchpoint does not.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = SentConsent.class),
                            examples = @ExampleObject(EXAMPLE)))
    @ApiResponse(responseCode = "200", description = "It is on disk")
    @ApiResponse(responseCode = "404", description = "Nobody is known by this id", content = @Content)
    @ApiResponse(responseCode = "422", description = "She has 100 other purposes already", content = @Content)
    Answer say(
            @Parameter(description = "a userId, or kind:value", example = "ada") @PathVariable String userId,
            @Parameter(example = "email") @PathVariable String purpose,
            HttpServletRequest request)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw Problems.invalid("The body may have 16 KB; it is only names and times.");
        }
        return record(userId, purpose, SentConsent.read(body));
    }

    @DeleteMapping
    @Operation(
            summary = "Records that somebody no longer allows something, as of now",
            description = "The same as granted: false without a time. What she said before stays on record.")
    @ApiResponse(responseCode = "200", description = "It is on disk")
    @ApiResponse(responseCode = "404", description = "Nobody is known by this id", content = @Content)
    Answer withdraw(
            @Parameter(description = "a userId, or kind:value", example = "ada") @PathVariable String userId,
            @Parameter(example = "email") @PathVariable String purpose) {
        return record(userId, purpose, SentConsent.WITHDRAWN);
    }

    private Answer record(String userId, String purpose, SentConsent sent) {
        ConsentChanged said = ConsentPolicy.decide(purpose, sent, clock.instant());
        ConsentRecorder.Outcome outcome = recorded(userId, said);
        return new Answer(
                said.purpose(),
                said.granted(),
                said.at(),
                said.source(),
                said.wording(),
                said.expires(),
                outcome.recorded(),
                outcome.decides(),
                outcome.position());
    }

    private ConsentRecorder.Outcome recorded(String userId, ConsentChanged said) {
        try {
            LifecycleId person = people.find(userId).orElseThrow(() -> Problem.nobody(userId));
            return recorder.record(person, said);
        } catch (TooManyPurposes tooMany) {
            throw Problems.tooMany(tooMany);
        } catch (RuntimeException failure) {
            throw StoreFailures.isUnavailable(failure) ? Problems.unavailable(failure) : failure;
        }
    }
}
