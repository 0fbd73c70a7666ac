package io.flywheel.command.campaign;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The switch that stops all sending, over HTTP. */
@RestController
@RequestMapping("/api/sending")
@Tag(name = "Campaigns")
class SendingApi {
    private static final int LONGEST_REASON = 500;
    private static final String WHY = """
            {"reason":"the wrong offer"}""";

    private final CampaignControl control;
    private final Campaigns campaigns;

    SendingApi(CampaignControl control, Campaigns campaigns) {
        this.control = control;
        this.campaigns = campaigns;
    }

    record StopReason(
            @Schema(example = "the wrong offer") @Nullable String reason) {}

    @GetMapping
    @Operation(summary = "Whether anything is sent at all, and who stopped it why")
    Sending get() {
        return campaigns.catalogue().sending();
    }

    @PostMapping("/stop")
    @Operation(
            summary = "Send nothing to anybody, whatever campaign it is of, also what was decided before",
            description =
                    "Until it is resumed. Where it is stopped already the first reason stands. Do not name anybody"
                            + " in the reason: it is kept for good. Services that are told of stage changes go on"
                            + " being told.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(WHY)))
    @ApiResponse(responseCode = "200", description = "Nothing is sent")
    @ApiResponse(responseCode = "400", description = "There is no reason", content = @Content)
    Sending stop(@RequestBody StopReason why, @Nullable Principal who) {
        String reason = why.reason();
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw CampaignProblems.invalid(
                    "\"reason\" must be a text of at most " + LONGEST_REASON + " characters, as in " + WHY + ".");
        }
        control.stopSending(new StopSending(reason, By.of(who)));
        return get();
    }

    @PostMapping("/resume")
    @Operation(summary = "Let sending go on")
    @ApiResponse(responseCode = "200", description = "Sending goes on")
    Sending resume(@Nullable Principal who) {
        control.resumeSending(new ResumeSending(By.of(who)));
        return get();
    }
}
