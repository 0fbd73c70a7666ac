package io.flywheel.identity;

import io.flywheel.api.Money;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.identity.Life.Link;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A few ids and whatever happens to them, at random, and a retelling of it. */
final class World {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DAYS = 200;
    private static final List<String> NAMES = List.of(
            "Page Viewed",
            "Signed Up",
            "Order Completed",
            "Order Completed",
            "Review Submitted",
            "Order Refunded",
            "Order Cancelled",
            "Subscription Cancelled",
            "Message Sent");

    /** What is asked for by hand, and whether there must be nothing to do. */
    record ByHand(String what, String id, List<String> others, boolean refused) {}

    private final int number;
    private final Random random;
    private final List<ExternalId> users;
    private final List<ExternalId> devices;
    private final Retelling told = new Retelling();
    private int messages;

    World(int number, long seed) {
        this.number = number;
        this.random = new Random(seed * 1_000_003 + number);
        this.users = List.of(ExternalId.user("u1-" + number), ExternalId.user("u2-" + number));
        this.devices = List.of(
                ExternalId.anonymous("a1-" + number),
                ExternalId.anonymous("a2-" + number),
                ExternalId.anonymous("a3-" + number));
    }

    // ---- what services send ----

    /** One to three calls that arrive together; they take effect here in their order. */
    List<IncomingTouchpoint> calls() {
        List<IncomingTouchpoint> calls = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            calls.add(call());
        }
        told.record();
        return calls;
    }

    private IncomingTouchpoint call() {
        int which = random.nextInt(20);
        List<IncomingTouchpoint> before = told.touchpoints();
        if (which == 0 && !before.isEmpty()) {
            return any(before);
        }
        if (which < 11) {
            ExternalId id = random.nextInt(3) == 0 ? any(users) : any(devices);
            IncomingTouchpoint track = sent(TouchpointKind.TRACK, any(NAMES), List.of(id), null);
            told.arrive(track, told.open(id), id);
            return track;
        }
        ExternalId user = any(users);
        if (which < 18) {
            ExternalId device = any(devices);
            IncomingTouchpoint identify = sent(TouchpointKind.IDENTIFY, "Identified", List.of(user, device), null);
            link(identify, user, device);
            return identify;
        }
        ExternalId old = random.nextBoolean() ? any(users) : any(devices);
        // A value that is no userId yet is taken for an anonymous id.
        ExternalId meant = old.isUserId() && told.find(old) == null ? ExternalId.anonymous(old.value()) : old;
        IncomingTouchpoint alias = sent(TouchpointKind.ALIAS, "Aliased", List.of(user), old);
        link(alias, user, meant);
        return alias;
    }

    private void link(IncomingTouchpoint sent, ExternalId user, ExternalId other) {
        Life person = told.join(user, other);
        if (person != null) {
            told.arrive(sent, person, user, other);
        }
    }

    private IncomingTouchpoint sent(
            TouchpointKind kind, String name, List<ExternalId> ids, @Nullable ExternalId previous) {
        String message = number + "/" + messages++;
        boolean pays = name.startsWith("Order");
        return new IncomingTouchpoint(
                message,
                kind,
                name,
                ids,
                previous,
                random.nextBoolean() ? "web" : "store",
                START.plusSeconds(random.nextInt(DAYS * 24) * 3_600L),
                pays && !name.equals("Order Cancelled")
                        ? new Money(BigDecimal.valueOf(1 + random.nextInt(9_000), 2), "EUR")
                        : null,
                null,
                null,
                null,
                pays ? "o" + random.nextInt(3) : null,
                Map.of(),
                "{}",
                "digest of " + message);
    }

    // ---- what people ask for by hand ----

    @Nullable
    ByHand byHand() {
        List<Link> links = told.links();
        int which = random.nextInt(16);
        if (links.isEmpty() || which > 9) {
            return null;
        }
        ExternalId id = any(links).id();
        Life person = told.require(id);
        return switch (which) {
            case 0, 1 -> merge(id, person, any(links).id());
            case 2, 3, 4 -> new ByHand("undo", id.text(), List.of(), !told.undo(id, person));
            case 5, 6 -> split(id, person);
            case 7 -> forget(id, person);
            default -> voided();
        };
    }

    private ByHand merge(ExternalId id, Life person, ExternalId with) {
        told.merge(told.require(with), person);
        return new ByHand("merge", id.text(), List.of(with.text()), false);
    }

    private ByHand split(ExternalId id, Life person) {
        List<Link> some =
                person.links.stream().filter(link -> random.nextBoolean()).toList();
        List<Link> named = some.isEmpty() ? List.of(person.links.iterator().next()) : some;
        boolean refused = named.size() == person.links.size();
        if (!refused) {
            told.split(person, named);
        }
        List<String> ids = named.stream().map(link -> link.id().text()).toList();
        return new ByHand("split", id.text(), ids, refused);
    }

    private ByHand forget(ExternalId id, Life person) {
        told.forget(person);
        return new ByHand("forget", id.text(), List.of(), false);
    }

    private @Nullable ByHand voided() {
        List<IncomingTouchpoint> touchpoints = told.touchpoints();
        if (touchpoints.isEmpty()) {
            return null;
        }
        IncomingTouchpoint wrong = any(touchpoints);
        told.take(wrong);
        return new ByHand("void", wrong.messageId(), List.of(), false);
    }

    /** The messages that count for each person, by her ids. */
    Map<Set<ExternalId>, Set<String>> people() {
        return told.people();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
