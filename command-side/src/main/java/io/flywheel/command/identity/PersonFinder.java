package io.flywheel.command.identity;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds whom the id in a path means, as the query side does: without a kind it is a userId, or else an anonymousId. */
@Component
public class PersonFinder {
    private final IdentityIndex identities;
    private final BlindIndex blind;

    PersonFinder(IdentityIndex identities, BlindIndex blind) {
        this.identities = identities;
        this.blind = blind;
    }

    /** @param text as in {@link ExternalId#parse} */
    public Optional<LifecycleId> find(String text) {
        return entryOf(text).map(entry -> new LifecycleId(entry.stream()));
    }

    /** @throws NobodyKnown where {@link #find} finds nobody */
    public LifecycleId require(String text) {
        return new LifecycleId(entry(text).stream());
    }

    /**
     * The id itself, as its person has it.
     *
     * @throws NobodyKnown if it is nobody's
     */
    public IdentityIndex.Entry entry(String text) {
        return entryOf(text).orElseThrow(() -> new NobodyKnown(text));
    }

    private Optional<IdentityIndex.Entry> entryOf(String text) {
        List<String> indexes =
                ExternalId.candidates(text).stream().map(blind::of).toList();
        Map<String, IdentityIndex.Entry> found = identities.find(indexes, identities.moves());
        return indexes.stream().map(found::get).filter(Objects::nonNull).findFirst();
    }
}
