package io.flywheel.query.web;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.query.identity.LinkedId;
import io.flywheel.query.identity.Links;
import io.flywheel.query.identity.PersonFinder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person's page says of her ids: how each became hers, and which would leave her by being split off. */
@Component
class Identities {
    private final PersonFinder finder;
    private final Links links;

    Identities(PersonFinder finder, Links links) {
        this.finder = finder;
        this.links = links;
    }

    /**
     * A line of the table.
     *
     * @param stays an id that is still hers once this one is split off, none where it is her only one
     */
    record Line(LinkedId linked, @Nullable String stays) {
        public String text() {
            return whole(linked.id());
        }
    }

    /**
     * What undoing the latest merge does, of those that brought an id which is still hers.
     *
     * @param leaves the ids that came by it, the first one to name it by
     * @param stays an id that is still hers afterwards, none if all came by it
     */
    record Undo(List<String> leaves, @Nullable String stays) {}

    /** @param undo none where nobody was merged into her, or nothing that came so is left */
    record Known(List<Line> lines, @Nullable Undo undo) {}

    /**
     * @param id as in {@link ExternalId#parse}
     * @param known the log position that it is told as of
     */
    Known of(String id, long known) {
        String stream = finder.stream(id, known);
        List<LinkedId> linked = links.of(stream, known);
        return new Known(
                linked.stream().map(each -> line(each, linked)).toList(),
                links.merges(stream, known)
                        .map(merged -> undo(linked, merged))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(null));
    }

    private static Line line(LinkedId one, List<LinkedId> all) {
        Optional<LinkedId> other =
                all.stream().filter(each -> !each.id().equals(one.id())).findFirst();
        return new Line(one, other.map(each -> each.id().text()).orElse(null));
    }

    private static Optional<Undo> undo(List<LinkedId> all, Set<LifecycleId> merged) {
        List<String> leaves = all.stream()
                .filter(each -> cameBy(merged, each))
                .map(each -> whole(each.id()))
                .toList();
        String stays = all.stream()
                .filter(each -> !cameBy(merged, each))
                .map(each -> each.id().text())
                .findFirst()
                .orElse(null);
        return leaves.isEmpty() ? Optional.empty() : Optional.of(new Undo(leaves, stays));
    }

    private static boolean cameBy(Set<LifecycleId> merged, LinkedId id) {
        return id.origin() != null && merged.contains(id.origin());
    }

    /** With its kind even where a userId would be understood without. */
    private static String whole(ExternalId id) {
        return id.kind() + ":" + id.value();
    }
}
