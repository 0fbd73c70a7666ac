package io.flywheel.command.ingestion;

import io.flywheel.command.lifecycle.TouchpointVoider;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes single touchpoints out again that should never have been sent. */
@RestController
@Tag(name = "Corrections", description = "Take out what was recorded by mistake")
class VoidApi {
    /** Who asked, as the timeline shows it: whoever may speak to this API. */
    static final String BY = "api";

    private static final int REASON = 500;

    private final TouchpointVoider voider;

    VoidApi(TouchpointVoider voider) {
        this.voider = voider;
    }

    record Why(@Schema(example = "wrong file") @Nullable String reason) {}

    record Which(
            @Schema(example = "local") @Nullable String source,
            @Schema(example = "example-1") @Nullable String messageId,
            @Schema(example = "test data") @Nullable String reason) {}

    /** @param voided how many touchpoints were taken out now; 0 if there are none, or they are voided already */
    record Voided(int voided) {}

    @PostMapping("/api/touchpoints/void")
    @Operation(summary = "Takes one touchpoint out of its person's lifecycle; the record of it stays")
    Voided one(@RequestBody Which which) {
        return new Voided(voider.voidOne(
                required("source", which.source()),
                required("messageId", which.messageId()),
                required("reason", which.reason()),
                BY));
    }

    static String required(String member, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Problems.invalid("\"" + member + "\" is missing; it must be a text.");
        }
        if (text.length() > REASON) {
            throw Problems.invalid("\"" + member + "\" may have " + REASON + " characters.");
        }
        return text;
    }
}
