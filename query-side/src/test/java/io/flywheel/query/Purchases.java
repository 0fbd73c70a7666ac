package io.flywheel.query;

import io.flywheel.api.Money;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders, refunds and cancellations in few words; every one has a key of its own. */
public final class Purchases {
    private int key;

    public TouchpointRecorded bought(String at, String amount) {
        return bought(at, amount, "CNY", null);
    }

    public TouchpointRecorded bought(String at, String amount, String currency, @Nullable String order) {
        return recorded("Order Completed", at, new Money(new BigDecimal(amount), currency), order);
    }

    public TouchpointRecorded refunded(String at, String amount, @Nullable String order) {
        return recorded("Order Refunded", at, new Money(new BigDecimal(amount), "CNY"), order);
    }

    public TouchpointRecorded cancelled(String at, String order) {
        return recorded("Order Cancelled", at, null, order);
    }

    public static TouchpointVoided voided(TouchpointRecorded what) {
        return new TouchpointVoided(what.facts(), "a mistake", "ada", null, null, null);
    }

    private TouchpointRecorded recorded(String name, String at, @Nullable Money money, @Nullable String order) {
        return new TouchpointRecorded(
                new Touchpoint(
                        new TouchpointKey(1, ++key),
                        "shop",
                        TouchpointKind.TRACK,
                        name,
                        "web",
                        at.contains("T") ? Instant.parse(at) : Instant.parse(at + "T12:00:00Z"),
                        money,
                        null,
                        null,
                        null,
                        order,
                        Map.of()),
                null,
                "digest",
                List.of(0),
                null);
    }
}
