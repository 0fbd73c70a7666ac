package io.flywheel.command.privacy;

import io.flywheel.command.identity.NobodyKnown;
import io.flywheel.command.platform.Problem;
import io.flywheel.command.platform.StoreFailures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Forgets a person for good, and tells whether a receipt of that is genuine. */
@RestController
@Tag(name = "Privacy")
class ForgetApi {
    /** Who asked, as the receipt shows it: whoever may speak to this API. */
    private static final String BY = "api";

    private static final String CONFIRM = """
            {"confirm":"ada"}""";

    private final Erasures erasures;
    private final ReceiptKey receiptKey;

    ForgetApi(Erasures erasures, ReceiptKey receiptKey) {
        this.erasures = erasures;
        this.receiptKey = receiptKey;
    }

    record Confirmed(@Nullable String confirm) {}

    /**
     * @param finished whether nothing personal can be read any more already
     * @param position of the log, at which it is known
     */
    record Forgotten(Receipt receipt, boolean finished, long position) {}

    /** @param key the public key: X.509, Base64 */
    record PublicKey(String algorithm, String key) {}

    /** @param genuine whether this installation signed exactly this receipt */
    record Checked(boolean genuine) {}

    @PostMapping("/api/users/{userId}/forget")
    @Operation(
            summary = "Forgets a person: everything personal of hers becomes unreadable, for good",
            description =
                    "Destroys the keys under which her ids, and all that was sent beside the facts, are sealed, for"
                            + " her and whoever was merged into her; deletes what waits in quarantine under her ids. Stages, money"
                            + " and counts stay true, of somebody nobody knows. It cannot be undone. The same id sent again opens a"
                            + " new lifecycle; what was recorded before is still recorded once. Answers a signed receipt, which is"
                            + " in the log as well.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(CONFIRM)))
    @ApiResponse(responseCode = "200", description = "Nothing personal of hers can be read any more")
    @ApiResponse(responseCode = "202", description = "It is in the log, and the destruction goes on by itself")
    @ApiResponse(responseCode = "400", description = "The id was not said again in confirm", content = @Content)
    @ApiResponse(responseCode = "404", description = "Nobody is known by this id", content = @Content)
    ResponseEntity<Forgotten> forget(
            @Parameter(description = "a userId, or kind:value", example = "ada") @PathVariable String userId,
            @RequestBody(required = false) @Nullable Confirmed body) {
        if (body == null || !userId.equals(body.confirm())) {
            throw Problems.invalid(
                    "This cannot be undone: say the id again as {\"confirm\":\"...\"}, exactly as it is in the path.");
        }
        try {
            Erasures.Done done = erasures.forget(userId, BY);
            return ResponseEntity.status(done.finished() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                    .body(new Forgotten(done.receipt(), done.finished(), done.position()));
        } catch (NobodyKnown nobody) {
            throw Problem.nobody(nobody.id());
        } catch (RuntimeException failure) {
            throw StoreFailures.isUnavailable(failure) ? Problems.unavailable(failure) : failure;
        }
    }

    @GetMapping("/api/receipts/key")
    @Operation(summary = "The public key that receipts can be checked with")
    PublicKey key() {
        return new PublicKey("Ed25519", receiptKey.shown());
    }

    @PostMapping("/api/receipts/check")
    @Operation(
            summary = "Whether a receipt is genuine",
            description =
                    "What is signed is a text of eight lines: 'flywheel erasure receipt 1', then the receipt's fields"
                            + " in their order, the names of the keys on one line with spaces between them.")
    Checked check(@RequestBody Receipt receipt) {
        return new Checked(receipt.isWhole() && receiptKey.isSignature(receipt.signature(), receipt.text()));
    }
}
