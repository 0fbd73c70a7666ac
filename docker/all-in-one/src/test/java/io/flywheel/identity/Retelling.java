package io.flywheel.identity;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.identity.Life.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is behind which ids, and what counts for her, told as plainly as possible: without events or tables. */
final class Retelling {
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

    private final List<Life> lives = new ArrayList<>();
    private final List<Point> points = new ArrayList<>();
    private int serial;

    /** The links that anybody has. */
    List<Link> links() {
        return lives.stream().flatMap(life -> life.links.stream()).toList();
    }

    /** What counts for somebody, as it was sent. */
    List<IncomingTouchpoint> touchpoints() {
        return points.stream().map(point -> point.sent).toList();
    }

    @Nullable
    Life find(ExternalId id) {
        return lives.stream().filter(life -> life.has(id)).findFirst().orElse(null);
    }

    Life require(ExternalId id) {
        return Objects.requireNonNull(find(id));
    }

    // ---- what services say ----

    /** What has arrived together is recorded. */
    void record() {
        lives.forEach(life -> life.fresh = false);
    }

    /** Whose this id is; somebody new's if it was nobody's. */
    Life open(ExternalId id) {
        Life person = find(id);
        if (person != null) {
            return person;
        }
        Life life = new Life();
        lives.add(life);
        link(life, id);
        return life;
    }

    private void link(Life life, ExternalId id) {
        life.links.add(new Link(id, life, serial++));
    }

    void arrive(IncomingTouchpoint sent, Life person, ExternalId... ids) {
        Set<Link> under = new LinkedHashSet<>();
        for (ExternalId id : ids) {
            person.links.stream().filter(link -> link.id().equals(id)).forEach(under::add);
        }
        points.add(new Point(sent, person, under));
    }

    /** Whom a call means that says of two ids that they are one; nobody if it cannot say so. */
    @Nullable
    Life join(ExternalId id, ExternalId other) {
        Life person = find(id);
        Life owner = find(other);
        if (owner == null || owner == person) {
            Life to = open(id);
            if (owner == null) {
                link(to, other);
            }
            return to;
        }
        if (owner.hasUser() && !other.isUserId()) {
            Life to = open(id);
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

    // ---- what people ask for by hand ----

    void merge(Life from, Life into) {
        if (from == into) {
            return;
        }
        from.parted.remove(into);
        into.parted.remove(from);
        if (!from.fresh) {
            into.merged.add(from);
        }
        give(from, into, from.links, Set.of(), true);
        if (from.fresh) {
            lives.remove(from);
        }
    }

    /** Answers whether there was a merge to undo. */
    boolean undo(ExternalId id, Life person) {
        Life origin = person.links.stream()
                .filter(link -> link.id().equals(id))
                .findFirst()
                .orElseThrow()
                .origin();
        Life off = person.merged.isEmpty() ? null : person.merged.getLast();
        for (Life each : person.merged) {
            off = each.withMerged().contains(origin) ? each : off;
        }
        if (off == null) {
            return false;
        }
        Set<Life> origins = off.withMerged();
        List<Link> theirs = person.links.stream()
                .filter(link -> origins.contains(link.origin()))
                .toList();
        part(person, off, theirs, origins);
        person.merged.remove(off);
        return true;
    }

    void split(Life person, Collection<Link> links) {
        Life off = new Life();
        off.fresh = false;
        lives.add(off);
        part(person, off, links, Set.of());
    }

    private void part(Life person, Life off, Collection<Link> links, Set<Life> origins) {
        give(person, off, links, origins, false);
        person.parted.add(off);
        off.parted.add(person);
    }

    /** What counts for her goes on counting, for nobody who can be found. */
    void forget(Life person) {
        person.links.clear();
    }

    /**
     * Sent again, it would be a duplicate of what was recorded: it stays out, but nothing here knows of it any more.
     *
     * @param sent something that counts
     */
    void take(IncomingTouchpoint sent) {
        points.removeIf(point -> point.sent == sent);
    }

    private void give(Life from, Life to, Collection<Link> given, Set<Life> origins, boolean all) {
        // In the order of their links, so that the same world comes about each time.
        Map<Link, Link> linked = new LinkedHashMap<>();
        for (Link link : given) {
            Life origin = from.fresh && link.origin() == from ? to : link.origin();
            linked.put(link, new Link(link.id(), origin, serial++));
        }
        for (Point point : points) {
            boolean goes = all
                    || origins.contains(point.origin)
                    || (point.arrivedUnder.stream().anyMatch(linked::containsKey)
                            && point.arrivedUnder.stream()
                                    .filter(from.links::contains)
                                    .allMatch(linked::containsKey));
            if (point.holder == from && goes) {
                point.holder = to;
                point.origin = from.fresh && point.origin == from ? to : point.origin;
                point.arrivedUnder = point.arrivedUnder.stream()
                        .filter(linked::containsKey)
                        .map(linked::get)
                        .collect(Collectors.toSet());
            }
        }
        from.links.removeAll(linked.keySet());
        to.links.addAll(linked.values());
    }

    // ---- what must be true in the end ----

    /** The messages that count for each person, by her ids. */
    Map<Set<ExternalId>, Set<String>> people() {
        Map<Set<ExternalId>, Set<String>> people = new TreeMap<>(Comparator.comparing(Object::toString));
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
}
