package io.flywheel.query.why;

import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.privacy.PersonalJson;
import io.flywheel.api.privacy.Place;
import io.flywheel.api.privacy.Seals;
import io.flywheel.api.why.Why;
import io.flywheel.query.platform.Ledger;
import io.flywheel.query.platform.LedgerEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the touchpoints that an answer names, with the ids by which their senders know them. */
@Component
class Evidence {
    private static final JsonMapper JSON =
            JsonMapper.builder(PersonalJson.factory().build()).build();

    private final Ledger ledger;
    private final Seals seals;

    Evidence(Ledger ledger, Seals seals) {
        this.ledger = ledger;
        this.seals = seals;
    }

    /** @param positions of touchpoints, some tens at most; answered in their order */
    List<Why.Cause> at(List<Long> positions) {
        Map<Long, LedgerEvent> read =
                ledger.at(positions).stream().collect(Collectors.toMap(LedgerEvent::position, Function.identity()));
        return positions.stream()
                .map(position -> cause(Objects.requireNonNull(read.get(position))))
                .toList();
    }

    private Why.Cause cause(LedgerEvent event) {
        if (!(event.event() instanceof TouchpointRecorded recorded)) {
            throw new IllegalStateException("The log has no touchpoint at position " + event.position());
        }
        return new Why.Cause(
                messageId(recorded),
                recorded.facts().key(),
                recorded.facts().name(),
                recorded.facts().source(),
                recorded.facts().occurredAt(),
                event.position());
    }

    /** It may hold personal data, so it is sealed; what nobody can open any more goes without. */
    private @Nullable String messageId(TouchpointRecorded recorded) {
        if (recorded.sealed() == null) {
            return null;
        }
        String sent =
                seals.open(recorded.sealed(), Place.of(recorded.facts().key())).orElse(null);
        try {
            return sent == null
                    ? null
                    : JSON.readTree(sent).path("messageId").asStringOpt().orElse(null);
        } catch (JacksonException noJson) {
            return null;
        }
    }
}
