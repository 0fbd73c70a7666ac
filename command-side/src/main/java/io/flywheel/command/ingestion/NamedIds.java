package io.flywheel.command.ingestion;

import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Whom an event as it was sent names, as far as it can be read: an id may be what is wrong with it. */
@Component
class NamedIds {
    private final BlindIndex blind;

    NamedIds(BlindIndex blind) {
        this.blind = blind;
    }

    /** The blind indexes of all its ids. */
    Set<String> indexes(JsonNode event) {
        Set<String> indexes = new LinkedHashSet<>();
        for (String kind : List.of(ExternalId.USER_ID, ExternalId.ANONYMOUS_ID)) {
            String id = EventJson.text(event, kind);
            if (id != null) {
                indexes.add(blind.of(new ExternalId(kind, id)));
            }
        }
        String previous = EventJson.text(event, "previousId");
        if (previous != null) {
            indexes.add(blind.of(ExternalId.user(previous)));
            indexes.add(blind.of(ExternalId.anonymous(previous)));
        }
        return indexes;
    }
}
