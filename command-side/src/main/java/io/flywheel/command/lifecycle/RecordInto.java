package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.touchpoint.Sealed;
import io.flywheel.api.touchpoint.Touchpoint;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Record these identities and touchpoints of one person, all new to the ledger.
 *
 * @param came numbers of the identities that came with a merge in the same transaction, by blind index
 */
record RecordInto(
        @TargetAggregateIdentifier LifecycleId person,
        String source,
        Map<String, Integer> came,
        List<NewIdentity> identities,
        List<NewTouchpoint> touchpoints) {

    /** @param by the kind of call that links it */
    record NewIdentity(String kind, String index, Sealed id, String by) {}

    /**
     * An identity that a touchpoint arrived under.
     *
     * @param number of it, or -1 if that is known only when the command is carried out
     * @param link by which this command makes it hers; none if she has it, or it came with a merge
     */
    record Under(String index, int number, @Nullable NewIdentity link) {
        static Under known(String index, int number) {
            return new Under(index, number, null);
        }

        static Under came(String index) {
            return new Under(index, -1, null);
        }

        static Under linked(NewIdentity link) {
            return new Under(link.index(), -1, link);
        }
    }

    /**
     * @param identities it arrived under
     * @param importId the bulk import it came with
     */
    record NewTouchpoint(
            Touchpoint facts,
            @Nullable Sealed sealed,
            String digest,
            List<Under> identities,
            @Nullable String importId) {
        /** Where she is merged before it is recorded, her identities have other numbers. */
        NewTouchpoint afterMerging() {
            List<Under> under = identities.stream()
                    .map(each -> each.number() < 0 ? each : Under.came(each.index()))
                    .toList();
            return new NewTouchpoint(facts, sealed, digest, under, importId);
        }
    }
}
