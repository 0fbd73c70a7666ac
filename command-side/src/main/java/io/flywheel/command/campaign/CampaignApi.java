package io.flywheel.command.campaign;

import io.flywheel.api.definition.DefinitionRefused.Problem;
import io.flywheel.command.definition.PublishedVersion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Campaigns over HTTP: see, check, publish, activate, pause, end. */
@RestController
@RequestMapping("/api/campaigns")
@Tag(name = "Campaigns", description = "Whom to address, towards what, and with what: as published versions")
class CampaignApi {
    private static final String FINISH = "finish";
    private static final String STOP = "stop";

    private final CampaignControl control;
    private final Campaigns campaigns;

    CampaignApi(CampaignControl control, Campaigns campaigns) {
        this.control = control;
        this.campaigns = campaigns;
    }

    /** @param problems everything that is wrong, with line and reason; none if it can be published */
    record Checked(boolean good, List<Problem> problems) {}

    @GetMapping
    @Operation(summary = "All campaigns: in the order of their first activation, then the drafts")
    List<CampaignSummary> list() {
        return campaigns.catalogue().inOrder().stream()
                .map(campaign -> CampaignSummary.of(
                        campaign,
                        campaigns.byRef(campaign.id(), campaign.current().version())))
                .toList();
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "One version of a campaign, by default the one that was activated last",
            description = "The newest of a draft. Accept: application/yaml answers the text as it was published.")
    CampaignVersion get(
            @Parameter(example = "win-back") @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version) {
        PublishedCampaign campaign = campaigns.catalogue().get(id);
        return shown(id, version == null ? campaign.current().version() : version);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_YAML_VALUE)
    @Operation(hidden = true)
    ResponseEntity<byte[]> text(@PathVariable String id, @RequestParam(required = false) @Nullable Integer version) {
        byte[] text = get(id, version).text().getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(text);
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Publish the YAML in the body as the campaign's next version, not active",
            description =
                    "The same text as the newest version is not published again. docs/campaigns.md names every key.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_YAML_VALUE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(CampaignExample.YAML)))
    @ApiResponse(responseCode = "201", description = "A new version")
    @ApiResponse(responseCode = "200", description = "The newest version has this text already")
    @ApiResponse(responseCode = "422", description = "'problems' names every mistake with its line", content = @Content)
    ResponseEntity<CampaignVersion> publish(
            @Parameter(example = "say-hello") @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            @Nullable Principal who) {
        CampaignCatalogue before = campaigns.catalogue();
        int version = control.publish(new PublishCampaign(id, text(body), By.of(who)));
        URI where = URI.create("/api/campaigns/" + id + "?version=" + version);
        var answer = before.has(id, version) ? ResponseEntity.ok().location(where) : ResponseEntity.created(where);
        return answer.body(shown(id, version));
    }

    @PostMapping("/{id}/check")
    @Operation(summary = "What would be wrong with publishing the YAML in the body; nothing is published")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_YAML_VALUE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(CampaignExample.YAML)))
    @ApiResponse(responseCode = "200", description = "'problems' is empty if it can be published")
    Checked check(
            @Parameter(example = "say-hello") @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        List<Problem> problems = control.check(id, text(body));
        return new Checked(problems.isEmpty(), problems);
    }

    @PostMapping("/{id}/activate")
    @Operation(
            summary = "Let a campaign start for people under a published version",
            description = "By default a draft, or one that has ended, starts under the newest version, and a paused one"
                    + " goes on under its own; to change the version of an active one, name it. Whoever is in the"
                    + " campaign stays under the version of her start. Activating what is active does nothing.")
    @ApiResponse(responseCode = "200", description = "It is active")
    @ApiResponse(responseCode = "404", description = "It was never published", content = @Content)
    @ApiResponse(responseCode = "409", description = "Nobody can be in its stage", content = @Content)
    CampaignVersion activate(
            @Parameter(example = "win-back") @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version,
            @Nullable Principal who) {
        PublishedCampaign campaign = campaigns.catalogue().get(id);
        // What is sent twice must not bring in a draft the second time.
        PublishedVersion usual = campaign.active() == null ? campaign.newest() : campaign.current();
        int chosen = version == null ? usual.version() : version;
        control.activate(new ActivateCampaign(id, chosen, By.of(who)));
        return shown(id, chosen);
    }

    @PostMapping("/{id}/pause")
    @Operation(
            summary = "Let a campaign do nothing until it is activated again",
            description =
                    "It starts for nobody and takes no step. Nobody drops out; what was due meanwhile is due then.")
    @ApiResponse(responseCode = "200", description = "It is paused")
    @ApiResponse(responseCode = "409", description = "It is a draft, or has ended", content = @Content)
    CampaignVersion pause(@Parameter(example = "win-back") @PathVariable String id, @Nullable Principal who) {
        control.pause(new PauseCampaign(id, By.of(who)));
        return get(id, null);
    }

    @PostMapping("/{id}/end")
    @Operation(
            summary = "Let a campaign start for nobody any more",
            description = "inFlight=finish lets those who are in it get their remaining steps, inFlight=stop does not.")
    @ApiResponse(responseCode = "200", description = "It is finishing, or has ended")
    @ApiResponse(
            responseCode = "409",
            description = "It is a draft, or nobody is left to finish it",
            content = @Content)
    CampaignVersion end(
            @Parameter(example = "win-back") @PathVariable String id,
            @Parameter(required = true, example = "finish", schema = @Schema(allowableValues = {FINISH, STOP}))
                    @RequestParam(required = false)
                    @Nullable
                    String inFlight,
            @Nullable Principal who) {
        if (!FINISH.equals(inFlight) && !STOP.equals(inFlight)) {
            throw CampaignProblems.invalid(
                    "\"inFlight\" says what becomes of those who are in the campaign: finish lets"
                            + " them get their remaining steps, stop does not.");
        }
        control.end(new EndCampaign(id, FINISH.equals(inFlight), By.of(who)));
        return get(id, null);
    }

    private CampaignVersion shown(String id, int version) {
        PublishedCampaign campaign = campaigns.catalogue().get(id);
        return CampaignVersion.of(campaign, campaign.version(version), campaigns.byRef(id, version));
    }

    private static String text(byte @Nullable [] body) {
        byte[] yaml = body == null ? new byte[0] : body;
        if (yaml.length > CampaignProblems.MOST_BYTES) {
            throw CampaignProblems.tooLarge(yaml.length);
        }
        return new String(yaml, StandardCharsets.UTF_8);
    }
}
