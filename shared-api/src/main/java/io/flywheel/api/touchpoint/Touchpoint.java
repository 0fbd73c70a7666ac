package io.flywheel.api.touchpoint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.flywheel.api.Micros;
import io.flywheel.api.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one touchpoint: the closed list of what stage rules and figures may read. Everything else a service sent
 * is sealed beside it.
 *
 * @param key dedupes, orders equal times, and is what other events refer to
 * @param source the sender, as configured with its write key
 * @param kind the call it came by
 * @param name the event's name; for page and screen calls {@code Page Viewed} and {@code Screen Viewed}
 * @param channel where it happened (web, app, store, email, ...), if known
 * @param occurredAt when it happened, UTC, in microseconds
 * @param money what was earned, refunded or cancelled; never negative, the name says which
 * @param quantity how many
 * @param score a rating or NPS score
 * @param seconds how long it lasted
 * @param reference the order, subscription or ticket it is about
 * @param properties custom properties declared as facts for its source: strings, booleans, numbers
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Touchpoint(
        TouchpointKey key,
        String source,
        TouchpointKind kind,
        String name,
        @Nullable String channel,
        @JsonProperty("at") Instant occurredAt,
        @Nullable Money money,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal score,
        @Nullable BigDecimal seconds,
        @Nullable String reference,
        Map<String, Object> properties) {

    /** The order of the fold: by time, equal times by key. */
    public static final Comparator<Touchpoint> ORDER =
            Comparator.comparing(Touchpoint::occurredAt).thenComparing(Touchpoint::key);

    public Touchpoint {
        occurredAt = Micros.truncate(occurredAt);
        properties = properties == null ? Map.of() : Map.copyOf(properties);
    }

    /** Whether the person herself did it: only this resets silence, is a return, or counts as activity. */
    @JsonIgnore
    public boolean isActivity() {
        return kind.canBeActivity() && !TouchpointNames.isDoneToThePerson(name);
    }
}
