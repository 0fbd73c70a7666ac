package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.privacy.Sealed;
import io.flywheel.api.touchpoint.Touchpoint;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Record these identities and touchpoints of one person, all new to the ledger.
 *
 * @param came numbers of the identities that came with a merge in the same transaction, by their keys
 */
record RecordInto(
        @TargetAggregateIdentifier LifecycleId person,
        String source,
        Map<KeyName, Integer> came,
        List<NewIdentity> identities,
        List<NewTouchpoint> touchpoints) {

    /**
     * @param key under which the id is sealed
     * @param by the kind of call that links it
     */
    record NewIdentity(String kind, String index, KeyName key, Sealed id, String by) {}

    /**
     * @param identities it arrived under
     * @param importId the bulk import it came with
     */
    record NewTouchpoint(
            Touchpoint facts,
            @Nullable Sealed sealed,
            String digest,
            List<Under> identities,
            @Nullable String importId) {}
}
