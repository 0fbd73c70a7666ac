package io.flywheel.identity;

import io.flywheel.api.identity.ExternalId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A lifecycle in a {@link Retelling}. */
final class Life {
    /** An id while it is one lifecycle's; when it goes over to another, that is another link. */
    record Link(ExternalId id, Life origin, int serial) {}

    final Set<Link> links = new LinkedHashSet<>();
    /** The lifecycles that were merged into this one, in that order. */
    final List<Life> merged = new ArrayList<>();

    final Set<Life> parted = new LinkedHashSet<>();
    /** Not recorded yet. */
    boolean fresh = true;

    boolean has(ExternalId id) {
        return links.stream().anyMatch(link -> link.id().equals(id));
    }

    boolean hasUser() {
        return links.stream().anyMatch(link -> link.id().isUserId());
    }

    Set<Life> withMerged() {
        Set<Life> all = new LinkedHashSet<>(Set.of(this));
        merged.forEach(each -> all.addAll(each.withMerged()));
        return all;
    }
}
