package io.flywheel.identity;

import io.flywheel.api.Money;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.TouchpointKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A few ids and whatever happens to them, at random: which people are behind them after each call, told as plainly as
 * possible, without events or tables.
 */
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

    /** An id while it is one lifecycle's; when it goes over to another, that is another link. */
    private record Link(ExternalId id, Life origin, int serial) {}

    private static final class Life {
        final Set<Link> links = new LinkedHashSet<>();
        /** The lifecycles that were merged into this one, in that order. */
        final List<Life> merged = new ArrayList<>();

        final Set<Life> parted = new LinkedHashSet<>();
        boolean fresh = true;

        boolean hasUser() {
            return links.stream().anyMatch(link -> link.id().isUserId());
        }

        Set<Life> withMerged() {
            Set<Life> all = new LinkedHashSet<>(Set.of(this));
            merged.forEach(each -> all.addAll(each.withMerged()));
            return all;
        }
    }

    private static final class Point {
        final IncomingTouchpoint sent;
        Life origin;
        Life holder;
        Set<Link> arrivedUnder;

        Point(IncomingTouchpoint sent, Life holder, Set<Link> arrivedUnder) {
            this.sent = sent;
            this.origin = holder;
            this.holder = holder;
            this.arrivedUnder = arrivedUnder;
        }
    }

    /** What is asked for by hand, and whether there must be nothing to do. */
    record ByHand(String what, String id, List<String> others, boolean refused) {}

    private final int number;
    private final Random random;
    private final List<ExternalId> users;
    private final List<ExternalId> devices;
    private final List<Life> lives = new ArrayList<>();
    private final List<Point> points = new ArrayList<>();
    private int serial;

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
        lives.forEach(life -> life.fresh = false);
        return calls;
    }

    private IncomingTouchpoint call() {
        int which = random.nextInt(20);
        if (which == 0 && !points.isEmpty()) {
            return any(points).sent;
        }
        if (which < 11) {
            ExternalId id = random.nextInt(3) == 0 ? any(users) : any(devices);
            IncomingTouchpoint track = sent(TouchpointKind.TRACK, any(NAMES), List.of(id), null);
            Life person = find(id);
            arrive(track, person == null ? open(id) : person, id);
            return track;
        }
        ExternalId user = any(users);
        if (which < 18) {
            ExternalId device = any(devices);
            IncomingTouchpoint identify = sent(TouchpointKind.IDENTIFY, "Identified", List.of(user, device), null);
            Life person = join(user, device);
            if (person != null) {
                arrive(identify, person, user, device);
            }
            return identify;
        }
        ExternalId old = random.nextBoolean() ? any(users) : any(devices);
        // A value that is no userId yet is taken for an anonymous id.
        ExternalId meant = old.isUserId() && find(old) == null ? ExternalId.anonymous(old.value()) : old;
        IncomingTouchpoint alias = sent(TouchpointKind.ALIAS, "Aliased", List.of(user), old);
        Life person = join(user, meant);
        if (person != null) {
            arrive(alias, person, user, meant);
        }
        return alias;
    }

    private IncomingTouchpoint sent(
            TouchpointKind kind, String name, List<ExternalId> ids, @Nullable ExternalId previous) {
        String message = number + "/" + serial++;
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

    private void arrive(IncomingTouchpoint sent, Life person, ExternalId... ids) {
        Set<Link> under = new LinkedHashSet<>();
        for (ExternalId id : ids) {
            person.links.stream().filter(link -> link.id().equals(id)).forEach(under::add);
        }
        points.add(new Point(sent, person, under));
    }

    /** Whom a call means that says of two ids that they are one; nobody if it cannot say so. */
    private @Nullable Life join(ExternalId id, ExternalId other) {
        Life person = find(id);
        Life owner = find(other);
        if (owner == null || owner == person) {
            Life to = person == null ? open(id) : person;
            if (owner == null) {
                link(to, other);
            }
            return to;
        }
        if (owner.hasUser() && !other.isUserId()) {
            Life to = person == null ? open(id) : person;
            owner.links.removeIf(link -> link.id().equals(other));
            link(to, other);
            return to;
        }
        if (person == null) {
            link(owner, id);
            return owner;
        }
        if (person.parted.contains(owner)) {
            return person;
        }
        if (person.hasUser() && owner.hasUser()) {
            return null;
        }
        Life wanted = owner.hasUser() ? owner : person;
        Life rest = wanted == owner ? person : owner;
        Life into = wanted.fresh ? rest : wanted;
        merge(into == rest ? wanted : rest, into);
        return into;
    }

    private void merge(Life from, Life into) {
        from.parted.remove(into);
        into.parted.remove(from);
        if (!from.fresh) {
            into.merged.add(from);
        }
        give(from, into, Set.copyOf(from.links), Set.of(), true);
        if (from.fresh) {
            lives.remove(from);
        }
    }

    private void give(Life from, Life to, Set<Link> links, Set<Life> origins, boolean all) {
        Map<Link, Link> linked = links.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        link -> new Link(
                                link.id(), from.fresh && link.origin() == from ? to : link.origin(), serial++)));
        for (Point point : points) {
            boolean goes = all
                    || origins.contains(point.origin)
                    || (point.arrivedUnder.stream().anyMatch(links::contains)
                            && point.arrivedUnder.stream()
                                    .filter(from.links::contains)
                                    .allMatch(links::contains));
            if (point.holder == from && goes) {
                point.holder = to;
                point.origin = from.fresh && point.origin == from ? to : point.origin;
                point.arrivedUnder = point.arrivedUnder.stream()
                        .filter(linked::containsKey)
                        .map(linked::get)
                        .collect(Collectors.toSet());
            }
        }
        from.links.removeAll(links);
        to.links.addAll(linked.values());
    }

    private @Nullable Life find(ExternalId id) {
        return lives.stream()
                .filter(life -> life.links.stream().anyMatch(link -> link.id().equals(id)))
                .findFirst()
                .orElse(null);
    }

    private Life open(ExternalId id) {
        Life life = new Life();
        lives.add(life);
        link(life, id);
        return life;
    }

    private void link(Life life, ExternalId id) {
        life.links.add(new Link(id, life, serial++));
    }

    // ---- what people ask for by hand ----

    @Nullable
    ByHand byHand() {
        List<Link> links = lives.stream().flatMap(life -> life.links.stream()).toList();
        int which = random.nextInt(16);
        if (links.isEmpty() || which > 9) {
            return null;
        }
        ExternalId id = any(links).id();
        Life person = java.util.Objects.requireNonNull(find(id));
        return switch (which) {
            case 0, 1 -> mergeByHand(id, person, any(links).id());
            case 2, 3, 4 -> undo(id, person);
            case 5, 6 -> split(id, person);
            case 7 -> forget(id, person);
            default -> voided();
        };
    }

    /** What counts for her goes on counting, for nobody who can be found. */
    private static ByHand forget(ExternalId id, Life person) {
        person.links.clear();
        return new ByHand("forget", id.text(), List.of(), false);
    }

    private ByHand mergeByHand(ExternalId id, Life person, ExternalId with) {
        Life other = java.util.Objects.requireNonNull(find(with));
        if (other != person) {
            merge(other, person);
        }
        return new ByHand("merge", id.text(), List.of(with.text()), false);
    }

    private ByHand undo(ExternalId id, Life person) {
        Life off = null;
        Life origin = person.links.stream()
                .filter(link -> link.id().equals(id))
                .findFirst()
                .orElseThrow()
                .origin();
        for (Life each : person.merged) {
            off = each.withMerged().contains(origin) ? each : off;
        }
        if (off == null && !person.merged.isEmpty()) {
            off = person.merged.getLast();
        }
        if (off != null) {
            Set<Life> origins = off.withMerged();
            part(
                    person,
                    off,
                    person.links.stream()
                            .filter(link -> origins.contains(link.origin()))
                            .toList(),
                    origins);
            person.merged.remove(off);
        }
        return new ByHand("undo", id.text(), List.of(), off == null);
    }

    private ByHand split(ExternalId id, Life person) {
        List<Link> some =
                person.links.stream().filter(link -> random.nextBoolean()).toList();
        List<Link> named = some.isEmpty() ? List.of(person.links.iterator().next()) : some;
        boolean refused = named.size() == person.links.size();
        ByHand asked = new ByHand(
                "split", id.text(), named.stream().map(link -> link.id().text()).toList(), refused);
        if (!refused) {
            Life off = new Life();
            off.fresh = false;
            lives.add(off);
            part(person, off, named, Set.of());
        }
        return asked;
    }

    private void part(Life person, Life off, Collection<Link> links, Set<Life> origins) {
        give(person, off, Set.copyOf(links), origins, false);
        person.parted.add(off);
        off.parted.add(person);
    }

    private @Nullable ByHand voided() {
        if (points.isEmpty()) {
            return null;
        }
        Point wrong = any(points);
        points.remove(wrong);
        // Sent again, it would be a duplicate of what was recorded: it stays out, but nothing here knows of it any
        // more.
        return new ByHand("void", wrong.sent.messageId(), List.of(), false);
    }

    // ---- what must be true in the end ----

    /** The messages that count for each person, by one of her ids. */
    Map<Set<ExternalId>, Set<String>> people() {
        Map<Set<ExternalId>, Set<String>> people = new TreeMap<>(java.util.Comparator.comparing(Object::toString));
        for (Life life : lives) {
            Set<ExternalId> ids = life.links.stream().map(Link::id).collect(Collectors.toSet());
            Set<String> messages = points.stream()
                    .filter(point -> point.holder == life)
                    .map(point -> point.sent.messageId())
                    .collect(Collectors.toSet());
            if (!ids.isEmpty()) {
                people.put(ids, messages);
            }
        }
        return people;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
