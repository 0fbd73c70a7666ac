package io.flywheel.command.privacy;

import io.flywheel.api.privacy.KeyCensus;
import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeysRefused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows how many keys there are, and puts another master key in force; no call shows a key. */
@RestController
@RequestMapping("/api/keys")
@Tag(name = "Keys", description = "What everything personal is sealed under")
class KeysApi {
    private final KeyKeeper keys;
    private final KeyRotation rotation;

    KeysApi(KeyKeeper keys, KeyRotation rotation) {
        this.keys = keys;
        this.rotation = rotation;
    }

    /**
     * @param state {@code rotating} or {@code idle}
     * @param keys that open something
     * @param destroyed whose traces are kept
     * @param unreadable that a power cut left torn
     * @param newest the id of the master key that wraps new keys
     * @param underMasterKey how many are wrapped under which master key; one that is not named here is needed no more
     * @param left how many are still to be wrapped under the newest
     */
    record KeyState(
            @Schema(example = "idle") String state,
            long keys,
            long destroyed,
            long unreadable,
            @Schema(example = "c3ab8ff13720e8ad") String newest,
            Map<String, Long> underMasterKey,
            long left) {}

    @GetMapping
    @Operation(summary = "How many keys there are, under which master keys, and how far a rotation is")
    KeyState state() {
        KeyCensus census = keys.census();
        return new KeyState(
                rotation.isRotating() ? "rotating" : "idle",
                census.live(),
                census.destroyed(),
                census.torn(),
                census.newest(),
                census.underMaster(),
                census.left());
    }

    @PostMapping("/rotate")
    @Operation(
            summary = "Wraps all keys under the newest master key, in the background",
            description = "Put the new master key as the first line into the file of master keys before. Events stay as"
                    + " they are. When left is 0, the older master key is needed no more.")
    ResponseEntity<KeyState> rotate() {
        try {
            rotation.begin();
        } catch (KeysRefused refused) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.CONFLICT, refused.getMessage() + " " + refused.action());
            throw new ErrorResponseException(HttpStatus.CONFLICT, problem, refused);
        }
        return ResponseEntity.accepted().body(state());
    }
}
