package io.flywheel.api.lifecycle;

import io.flywheel.api.privacy.KeyName;
import java.time.Instant;
import java.util.List;

/**
 * This person was forgotten: the keys are destroyed under which everything personal about her is sealed. What is left are
 * facts about nobody. The event is the receipt as well.
 *
 * @param receipt its name, random
 * @param at when it was asked for, UTC
 * @param by who asked
 * @param identities how many ids she had
 * @param touchpoints how many touchpoints count for her, and go on doing so
 * @param keys the names of the keys that are destroyed; the same keys put back from a copy are destroyed again
 * @param signature over all that is said here, by the installation; Base64
 */
public record PersonalDataErased(
        String receipt, Instant at, String by, int identities, int touchpoints, List<KeyName> keys, String signature)
        implements LifecycleEvent {
    /** The same under this signature. */
    public PersonalDataErased signed(String base64) {
        return new PersonalDataErased(receipt, at, by, identities, touchpoints, keys, base64);
    }
}
