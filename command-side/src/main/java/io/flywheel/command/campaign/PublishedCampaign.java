package io.flywheel.command.campaign;

import io.flywheel.command.definition.PublishedVersion;
import io.flywheel.command.definition.TextHash;
import io.flywheel.command.definition.UnknownDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was published of one campaign, and what it may do.
 *
 * @param versions in order, the version n at n - 1
 * @param activated the version that was activated last; none if it never was
 */
record PublishedCampaign(
        String id,
        List<PublishedVersion> versions,
        Standing standing,
        @Nullable Integer activated) {
    PublishedCampaign {
        versions = List.copyOf(versions);
    }

    /** @throws UnknownDefinition if it was never published */
    PublishedVersion version(int version) {
        if (version < 1 || version > versions.size()) {
            throw UnknownDefinition.version("campaign", id, version, versions.size());
        }
        return versions.get(version - 1);
    }

    PublishedVersion newest() {
        return versions.getLast();
    }

    /** The version under which it starts, or will once it is activated again; none for a draft, or once it has ended. */
    @Nullable
    Integer active() {
        return standing == Standing.ACTIVE || standing == Standing.PAUSED ? activated : null;
    }

    /** The version that was activated last, or the newest while none was. */
    PublishedVersion current() {
        return activated == null ? newest() : version(activated);
    }

    boolean hasText(String text) {
        String hash = TextHash.of(text);
        return versions.stream().anyMatch(version -> version.hash().equals(hash));
    }
}
