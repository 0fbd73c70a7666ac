package io.flywheel.command.privacy;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.privacy.KeyName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * That somebody was forgotten, for whoever asked for it. It names nobody.
 *
 * @param receipt its name
 * @param lifecycle what is left of the person: facts under a random name
 * @param at when it was asked for, UTC
 * @param identities how many ids she had
 * @param touchpoints how many touchpoints go on counting
 * @param keys the names of the destroyed keys
 * @param signature Ed25519 (RFC 8032) over {@link #text}, Base64
 */
record Receipt(
        String receipt,
        @Schema(type = "string") LifecycleId lifecycle,
        Instant at,
        String by,
        int identities,
        int touchpoints,
        @Schema(type = "array") List<KeyName> keys,
        String signature) {

    static Receipt of(LifecycleId lifecycle, PersonalDataErased erased) {
        return new Receipt(
                erased.receipt(),
                lifecycle,
                erased.at(),
                erased.by(),
                erased.identities(),
                erased.touchpoints(),
                erased.keys(),
                erased.signature());
    }

    /** Whether somebody who sent it left nothing out. */
    boolean isWhole() {
        return Stream.of(receipt, lifecycle, at, by, keys, signature).allMatch(Objects::nonNull)
                && keys.stream().allMatch(Objects::nonNull);
    }

    /** What is signed: a line for each field, in the order of the record, the keys on one line. */
    String text() {
        return String.join(
                "\n",
                "flywheel erasure receipt 1",
                receipt,
                lifecycle.value(),
                at.toString(),
                by,
                Integer.toString(identities),
                Integer.toString(touchpoints),
                String.join(" ", keys.stream().map(KeyName::toString).toList()));
    }
}
