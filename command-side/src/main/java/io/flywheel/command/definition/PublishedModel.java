package io.flywheel.command.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was published of one model.
 *
 * @param versions in order, the version n at n - 1
 * @param active the version under which people have a stage now, none if the model was never activated
 */
record PublishedModel(
        String id,
        List<PublishedVersion> versions,
        @Nullable Integer active) {
    /** @throws UnknownDefinition if it was never published */
    PublishedVersion version(int version) {
        if (version < 1 || version > versions.size()) {
            throw UnknownDefinition.version("model", id, version, versions.size());
        }
        return versions.get(version - 1);
    }

    PublishedVersion newest() {
        return versions.getLast();
    }

    /** The active version, or the newest while none is active. */
    PublishedVersion current() {
        return active == null ? newest() : version(active);
    }

    boolean hasText(String text) {
        String hash = TextHash.of(text);
        return versions.stream().anyMatch(version -> version.hash().equals(hash));
    }
}
