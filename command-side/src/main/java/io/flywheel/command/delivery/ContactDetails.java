package io.flywheel.command.delivery;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.identity.Mergers;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What services have told about where somebody can be reached; read when it is needed, and kept nowhere. */
@Component
public class ContactDetails {
    /** Of everything but identify calls, the newest are looked at. */
    private static final int MOST = 50;

    private static final int CHUNK = 1_000;
    private static final int MOST_CHUNKS = 20;

    private final ToldTouchpoints told;
    private final Mergers mergers;

    ContactDetails(ToldTouchpoints told, Mergers mergers) {
        this.told = told;
        this.mergers = mergers;
    }

    /**
     * The newest of each, by when it happened: from her newest 50 touchpoints and the identify calls among her newest 20,000
     * events. Nothing is known of somebody who was forgotten.
     */
    public Contact of(LifecycleId person) {
        String now = mergers.goingOn(List.of(person.value())).getOrDefault(person.value(), person.value());
        Set<String> hers = mergers.mergedInto(new LifecycleId(now)).stream()
                .map(LifecycleId::value)
                .collect(Collectors.toSet());
        Portrait portrait = new Portrait();
        hers.forEach(stream -> portrait.add(portrait(stream, hers)));
        return portrait.contact();
    }

    private Portrait portrait(String stream, Set<String> hers) {
        Portrait portrait = new Portrait();
        look(told.movedIn(stream, MOST), portrait);
        Set<TouchpointKey> voided = new HashSet<>();
        int others = 0;
        long upTo = told.newestOf(stream);
        for (int i = 0; i < MOST_CHUNKS && upTo >= 0 && !portrait.isWhole(); i++) {
            List<TouchpointRecorded> some = new ArrayList<>();
            for (Object event : told.between(stream, upTo - CHUNK, upTo)) {
                if (event instanceof TouchpointVoided gone) {
                    voided.add(gone.facts().key());
                } else if (event instanceof TouchpointRecorded recorded
                        && !voided.contains(recorded.facts().key())
                        && (recorded.facts().kind() == TouchpointKind.IDENTIFY || others++ < MOST)) {
                    some.add(recorded);
                }
            }
            look(without(some, hers), portrait);
            upTo -= CHUNK;
        }
        return portrait;
    }

    private void look(List<TouchpointRecorded> touchpoints, Portrait portrait) {
        for (TouchpointRecorded each : touchpoints) {
            told.open(each).ifPresent(rest -> portrait.see(each.facts(), rest));
        }
    }

    /** Those that a split has not given to somebody else. */
    private List<TouchpointRecorded> without(List<TouchpointRecorded> touchpoints, Set<String> hers) {
        Map<String, String> moved = mergers.movedTo(
                touchpoints.stream().map(each -> each.facts().key().toString()).toList());
        return touchpoints.stream()
                .filter(each -> {
                    String to = moved.get(each.facts().key().toString());
                    return to == null || hers.contains(to);
                })
                .toList();
    }

    /**
     * The zones of many people, with one query for every 500: from their newest 50 events. Those of whom none is known
     * are missing.
     */
    public Map<LifecycleId, ZoneId> zones(Collection<LifecycleId> people) {
        Map<String, String> goingOn =
                mergers.goingOn(people.stream().map(LifecycleId::value).toList());
        Map<String, String> personOf = mergers.comingIn(Set.copyOf(goingOn.values()));
        Map<String, Zone> newest = new HashMap<>();
        Set<String> done = new HashSet<>();
        told.newestOfEach(List.copyOf(personOf.keySet()), MOST, found -> {
            TouchpointRecorded event = found.event();
            if (done.contains(found.stream()) || !mayTell(event)) {
                return;
            }
            ZoneId zone = told.open(event).map(Portrait::zoneIn).orElse(null);
            if (zone != null) {
                done.add(found.stream());
                Zone here = new Zone(zone, event);
                newest.merge(personOf.get(found.stream()), here, Zone::later);
            }
        });
        Map<LifecycleId, ZoneId> zones = new HashMap<>();
        people.forEach(person -> {
            Zone zone = newest.get(goingOn.get(person.value()));
            if (zone != null) {
                zones.put(person, zone.id());
            }
        });
        return zones;
    }

    private static boolean mayTell(TouchpointRecorded event) {
        return event.facts().kind() == TouchpointKind.IDENTIFY || event.facts().isActivity();
    }

    private record Zone(ZoneId id, TouchpointRecorded event) {
        static Zone later(Zone one, Zone other) {
            return other.event.facts().occurredAt().isAfter(one.event.facts().occurredAt()) ? other : one;
        }
    }
}
