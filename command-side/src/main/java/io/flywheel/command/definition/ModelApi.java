package io.flywheel.command.definition;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** Stage models over HTTP: see, publish, activate. */
@RestController
@RequestMapping("/api/models")
@Tag(name = "Stage models", description = "Published versions of the rules by which people have a stage")
class ModelApi {
    private final Definitions definitions;
    private final ActiveModels models;
    private final Adoptions adoptions;

    ModelApi(Definitions definitions, ActiveModels models, Adoptions adoptions) {
        this.definitions = definitions;
        this.models = models;
        this.adoptions = adoptions;
    }

    @GetMapping
    @Operation(summary = "All models: the active ones first, in the order of their first activation")
    List<ModelSummary> list() {
        return models.catalogue().inOrder().stream()
                .map(model -> ModelSummary.of(
                        model, models.byRef(model.id(), model.current().version())))
                .toList();
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "One version of a model, by default the active one",
            description = "Accept: application/yaml answers the text as it was published. 'adoption' says how far the"
                    + " people recorded before its activation are under the active version.")
    ModelVersion get(
            @Parameter(example = "aarrr") @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version) {
        PublishedModel model = models.catalogue().get(id);
        return shown(model, chosen(model, version));
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_YAML_VALUE)
    @Operation(hidden = true)
    ResponseEntity<byte[]> text(@PathVariable String id, @RequestParam(required = false) @Nullable Integer version) {
        String text = chosen(models.catalogue().get(id), version).text();
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(text.getBytes(StandardCharsets.UTF_8));
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Publish the YAML in the body as the model's next version, not active",
            description = "The same text as the newest version is not published again.")
    ResponseEntity<ModelVersion> publish(
            @PathVariable String id, @RequestBody(required = false) byte @Nullable [] body, @Nullable Principal who) {
        byte[] yaml = body == null ? new byte[0] : body;
        if (yaml.length > TextTooLarge.LIMIT_BYTES) {
            throw new TextTooLarge(yaml.length);
        }
        String text = new String(yaml, StandardCharsets.UTF_8);
        ModelCatalogue before = models.catalogue();
        int version = definitions.publish(new PublishModel(id, id + ".yaml", text, name(who)));
        PublishedModel model = models.catalogue().get(id);
        URI where = URI.create("/api/models/" + model.id() + "?version=" + version);
        var answer = before.has(id, version) ? ResponseEntity.ok().location(where) : ResponseEntity.created(where);
        return answer.body(shown(model, model.version(version)));
    }

    @PostMapping("/{id}/activate")
    @Operation(
            summary = "Let people have a stage under a published version, by default the newest",
            description = "New people do at once. Everybody recorded before adopts the version in the background, with"
                    + " the path that her whole history has under it; GET shows how far that is. Activating the active"
                    + " version again does nothing.")
    @ApiResponse(responseCode = "200", description = "Everybody has a stage under this version")
    @ApiResponse(responseCode = "202", description = "It is active; people recorded before are adopting it")
    @ApiResponse(responseCode = "404", description = "It was never published", content = @Content)
    ResponseEntity<ModelVersion> activate(
            @Parameter(example = "aarrr") @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version,
            @Nullable Principal who) {
        PublishedModel before = models.catalogue().get(id);
        int chosen = version == null ? before.newest().version() : version;
        definitions.activate(new ActivateModel(id, chosen, name(who)));
        PublishedModel model = models.catalogue().get(id);
        ModelVersion shown = shown(model, model.version(chosen));
        boolean underWay = shown.adoption() != null && shown.adoption().finishedAt() == null;
        return ResponseEntity.status(underWay ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .body(shown);
    }

    private ModelVersion shown(PublishedModel model, PublishedVersion version) {
        return ModelVersion.of(
                model, version, models.byRef(model.id(), version.version()), adoptions.latest(model.id()));
    }

    private static PublishedVersion chosen(PublishedModel model, @Nullable Integer version) {
        return version == null ? model.current() : model.version(version);
    }

    private static String name(@Nullable Principal who) {
        return who == null ? "api" : who.getName();
    }
}
