package io.flywheel.api.touchpoint;

import io.flywheel.api.Micros;
import io.flywheel.api.Money;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells one person's story in tests: {@code Touchpoints.of("ada").boughtOn("1997-01-01", "12.50").list()}. Times are a
 * date (midnight UTC) or an instant; what follows a touchpoint (channel, score, ...) is about that one.
 */
public final class Touchpoints {
    /** Keys are made with this installation secret, so they equal those of a ledger that is given it. */
    public static final byte[] SECRET = "a secret for tests only".getBytes(StandardCharsets.UTF_8);

    private static final BlindIndex INDEX = new BlindIndex(SECRET);

    private final String person;
    private String source = "test";
    private String currency = "USD";
    private final List<Draft> drafts = new ArrayList<>();

    /** A touchpoint while it is being told. */
    private static final class Draft {
        String messageId;
        final String source;
        final TouchpointKind kind;
        final String name;
        final Instant at;

        @Nullable
        String channel;

        @Nullable
        Money money;

        @Nullable
        BigDecimal quantity;

        @Nullable
        BigDecimal score;

        @Nullable
        BigDecimal seconds;

        @Nullable
        String reference;

        final Map<String, Object> properties = new HashMap<>();

        Draft(String messageId, String source, TouchpointKind kind, String name, Instant at) {
            this.messageId = messageId;
            this.source = source;
            this.kind = kind;
            this.name = name;
            this.at = at;
        }

        Touchpoint touchpoint() {
            TouchpointKey key = INDEX.touchpoint(source, messageId);
            return new Touchpoint(
                    key, source, kind, name, channel, at, money, quantity, score, seconds, reference, properties);
        }

        String digest() {
            return Integer.toHexString(touchpoint().hashCode());
        }

        TouchpointRecorded recorded() {
            return new TouchpointRecorded(touchpoint(), null, digest(), List.of(0), null);
        }

        IncomingTouchpoint incoming(ExternalId who) {
            return new IncomingTouchpoint(
                    messageId,
                    kind,
                    name,
                    List.of(who),
                    null,
                    channel,
                    at,
                    money,
                    quantity,
                    score,
                    seconds,
                    reference,
                    properties,
                    "{}",
                    digest());
        }
    }

    private Touchpoints(String person) {
        this.person = person;
    }

    /** @param person her userId; message ids are made from it and count up */
    public static Touchpoints of(String person) {
        return new Touchpoints(person);
    }

    /** Reads {@code 1997-01-01} as midnight UTC and anything else as an instant. */
    public static Instant at(String when) {
        return when.length() == 10
                ? LocalDate.parse(when).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Micros.truncate(Instant.parse(when));
    }

    /** Of all that follows. */
    public Touchpoints from(String source) {
        this.source = source;
        return this;
    }

    /** Of all that follows. */
    public Touchpoints paysIn(String currency) {
        this.currency = currency;
        return this;
    }

    public Touchpoints boughtOn(String when, String amount) {
        return did("Order Completed", when).worth(amount);
    }

    public Touchpoints refundedOn(String when, String amount) {
        return did("Order Refunded", when).worth(amount);
    }

    public Touchpoints did(String name, String when) {
        return did(name, at(when));
    }

    public Touchpoints did(String name, Instant when) {
        return add(TouchpointKind.TRACK, name, when);
    }

    /** The same as {@link #did}, for names of what is done to her: whether it is an activity is up to the name. */
    public Touchpoints received(String name, String when) {
        return did(name, when);
    }

    public Touchpoints viewedPageOn(String when) {
        return add(TouchpointKind.PAGE, TouchpointNames.PAGE_VIEWED, at(when));
    }

    public Touchpoints identifiedOn(String when) {
        return add(TouchpointKind.IDENTIFY, "Identify", at(when));
    }

    public Touchpoints worth(String amount) {
        return worth(amount, currency);
    }

    public Touchpoints worth(String amount, String currency) {
        drafts.getLast().money = new Money(new BigDecimal(amount), currency);
        return this;
    }

    public Touchpoints through(String channel) {
        drafts.getLast().channel = channel;
        return this;
    }

    public Touchpoints scoring(String score) {
        drafts.getLast().score = new BigDecimal(score);
        return this;
    }

    public Touchpoints lasting(String seconds) {
        drafts.getLast().seconds = new BigDecimal(seconds);
        return this;
    }

    public Touchpoints ofQuantity(String quantity) {
        drafts.getLast().quantity = new BigDecimal(quantity);
        return this;
    }

    /** The order, subscription or ticket it is about. */
    public Touchpoints about(String reference) {
        drafts.getLast().reference = reference;
        return this;
    }

    public Touchpoints with(String property, Object value) {
        drafts.getLast().properties.put(property, value);
        return this;
    }

    /** Sent under this id instead of the one made up for it. */
    public Touchpoints sentAs(String messageId) {
        drafts.getLast().messageId = messageId;
        return this;
    }

    /** The facts, as told. */
    public List<Touchpoint> list() {
        return drafts.stream().map(Draft::touchpoint).toList();
    }

    /** The one told last. */
    public Touchpoint last() {
        return drafts.getLast().touchpoint();
    }

    /** As events, under the person's first identity. */
    public List<TouchpointRecorded> recorded() {
        return drafts.stream().map(Draft::recorded).toList();
    }

    /** As a service sends them, about the person's userId. */
    public List<IncomingTouchpoint> incoming() {
        return drafts.stream()
                .map(draft -> draft.incoming(ExternalId.user(person)))
                .toList();
    }

    private Touchpoints add(TouchpointKind kind, String name, Instant when) {
        String messageId = person + "-" + (drafts.size() + 1);
        drafts.add(new Draft(messageId, source, kind, name, when));
        return this;
    }
}
