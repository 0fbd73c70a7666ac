package io.flywheel.command.lifecycle;

import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Sealed;
import io.flywheel.api.privacy.Seals;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.command.platform.KeysOnDisk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals what is personal before it comes near an aggregate, each touchpoint's under the key of the id it arrived under. */
@Component
class Sealing {
    private final KeyKeeper keys;
    private final Seals seals;

    Sealing(KeyKeeper keys, Seals seals) {
        this.keys = keys;
        this.seals = seals;
    }

    void makeKeys(BatchPlan plan) {
        List<KeyName> names = new ArrayList<>();
        plan.shares().forEach(share -> share.links.forEach(link -> names.add(link.key())));
        KeysOnDisk.make(keys, names);
    }

    /** The keys of its identities must have been made. */
    RecordInto seal(BatchPlan.Share share) {
        return new RecordInto(
                share.person,
                share.source,
                share.came,
                share.links.stream().map(this::seal).toList(),
                share.touchpoints.stream().map(each -> seal(each, share)).toList());
    }

    private RecordInto.NewIdentity seal(WhoIsWho.Link link) {
        Sealed id = seals.seal(link.key(), Place.ofId(link.index()), link.id().value())
                .orElseThrow(() -> new IllegalStateException("a new key is destroyed already: " + link.key()));
        return new RecordInto.NewIdentity(link.id().kind(), link.index(), link.key(), id, link.by());
    }

    private RecordInto.NewTouchpoint seal(BatchPlan.Arrived arrived, BatchPlan.Share share) {
        BatchItem item = arrived.item();
        IncomingTouchpoint incoming = item.touchpoint();
        Touchpoint facts = new Touchpoint(
                item.key(),
                item.source(),
                incoming.kind(),
                incoming.name(),
                incoming.channel(),
                incoming.occurredAt(),
                incoming.money(),
                incoming.quantity(),
                incoming.score(),
                incoming.seconds(),
                incoming.reference(),
                incoming.properties());
        return new RecordInto.NewTouchpoint(
                facts, rest(arrived, share), incoming.digest(), arrived.under(), item.importId());
    }

    /** None if her key is destroyed: then nobody may read it, and it need not be kept. */
    private @Nullable Sealed rest(BatchPlan.Arrived arrived, BatchPlan.Share share) {
        String rest = arrived.item().touchpoint().sealed();
        return rest.isEmpty()
                ? null
                : seals.seal(key(arrived, share), Place.of(arrived.item().key()), rest)
                        .orElse(null);
    }

    /** An id that moved on within the batch was never hers in the log; another one of hers stands in for it. */
    private static KeyName key(BatchPlan.Arrived arrived, BatchPlan.Share share) {
        for (Under under : arrived.under()) {
            if (isHers(under, share)) {
                return under.key();
            }
        }
        return share.touchpoints.stream()
                .flatMap(each -> each.under().stream())
                .filter(under -> isHers(under, share))
                .map(Under::key)
                .findFirst()
                .or(() -> share.links.stream().map(WhoIsWho.Link::key).findFirst())
                .orElseThrow(() -> new IllegalStateException("a touchpoint that arrives under no id of its person"));
    }

    private static boolean isHers(Under under, BatchPlan.Share share) {
        return under.isNumbered()
                || share.came.containsKey(under.key())
                || share.links.stream().anyMatch(link -> link.key().equals(under.key()));
    }
}
