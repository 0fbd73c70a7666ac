package io.flywheel.api.touchpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.Money;
import io.flywheel.api.identity.ExternalId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A touchpoint as a service sends it: about ids that the service knows, before the ledger knows which person that is.
 *
 * @param messageId the sender's own id of it; the same id from one source is recorded once, for ever
 * @param ids whom it is about: {@code userId} first if there is one, then {@code anonymousId}, then others
 * @param previousId for {@code alias}: the id that {@code ids} replaces
 * @param occurredAt when it happened, after the corrections of ingestion
 * @param money not negative
 * @param properties custom properties declared as facts for the source
 * @param sealed the rest, a JSON object as text
 * @param digest a hash over everything that was sent except sentAt, receivedAt and derived times; tells an honest
 *     re-send from another touchpoint under the same id
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IncomingTouchpoint(
        String messageId,
        TouchpointKind kind,
        String name,
        List<ExternalId> ids,
        @Nullable ExternalId previousId,
        @Nullable String channel,
        Instant occurredAt,
        @Nullable Money money,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal score,
        @Nullable BigDecimal seconds,
        @Nullable String reference,
        Map<String, Object> properties,
        String sealed,
        String digest) {
    public IncomingTouchpoint {
        ids = List.copyOf(ids);
        properties = properties == null ? Map.of() : Map.copyOf(properties);
    }
}
