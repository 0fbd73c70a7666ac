package io.flywheel.query.export;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Hands out everything that is known of one person: her right of access, and of taking it elsewhere. */
@RestController
@Tag(name = "Privacy", description = "What people allow, and everything that is known of them")
class ExportApi {
    /** Names nobody: files lie about in folders of downloads. */
    private static final String FILE = "person-export.json";

    private final PersonExports exports;
    private final JsonMapper json;

    ExportApi(PersonExports exports, JsonMapper json) {
        this.exports = exports;
        this.json = streaming(json);
    }

    /** A document that breaks off must not be ended as if it were whole, nor each event be sent by itself. */
    static JsonMapper streaming(JsonMapper json) {
        return json.rebuild()
                .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
                .build();
    }

    @GetMapping(path = "/api/users/{userId}/export", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Everything that is known of somebody, as one JSON document",
            description = "Her ids, stages and the way there, scores, value, consents with their history, every"
                    + " touchpoint with all that was sent with it, and every other event. It is streamed, however long"
                    + " her history is; its member \"format\" says what is where, and a document that is whole ends"
                    + " with \"complete\": true.")
    @ApiResponse(
            responseCode = "200",
            description = "A file to keep",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    void export(
            @Parameter(description = "a userId, or kind:value", example = "1") @PathVariable String userId,
            @Parameter(description = "wait until this position has been seen") @RequestParam(required = false) @Nullable
                    String after,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        PersonDocument document = exports.of(userId, after, locale);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + FILE + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        JsonGenerator out = json.createGenerator(response.getOutputStream());
        document.write(out);
        // Not closed where that fails: then the answer breaks off, instead of ending as if it were whole.
        out.close();
    }
}
