package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.LifecycleJoined;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.LifecycleResumed;
import io.flywheel.api.lifecycle.LifecycleSplit;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.MovedTouchpoint;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.Offered;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.api.lifecycle.TouchpointsMovedOut;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.model.Transition;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A person's whole stream, reduced to what is hers: touchpoints, ids, consents, and the path under each model. */
final class History {
    /** As the fold finds them: a silence ends before a touchpoint of the same instant is looked at. */
    private static final Comparator<Transition> ORDER = Comparator.comparing(Transition::occurredAt)
            .thenComparing(Transition::cause, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final Map<TouchpointKey, Arrived> standing = new LinkedHashMap<>();
    private final Map<Integer, IdentityLinked> identities = new TreeMap<>();
    /** By the numbers of the ids, also of those that are somebody else's now and have another key there. */
    private final Map<Integer, KeyName> keys = new HashMap<>();

    private String source = "";
    private final Map<String, List<Transition>> paths = new HashMap<>();
    private final List<Said> consents = new ArrayList<>(0);
    private final PastOffers offers = new PastOffers();

    /**
     * @param identities it arrived under
     * @param origin where it was recorded, none for this stream itself
     */
    private record Arrived(
            Touchpoint facts,
            List<Integer> identities,
            @Nullable LifecycleId origin) {}

    /** @param from the lifecycle that brought it by a merge */
    private record Said(ConsentChanged words, @Nullable LifecycleId from) {}

    /** What she has said last about each purpose, but for what another lifecycle brought. */
    List<ConsentChanged> lastWordsWithout(LifecycleId other) {
        return new LastWords(consents.stream()
                        .filter(each -> !other.equals(each.from()))
                        .map(Said::words)
                        .toList())
                .all();
    }

    static History of(Stream<?> events) {
        History history = new History();
        events.forEach(event -> {
            if (event instanceof LifecycleEvent lifecycleEvent) {
                history.see(lifecycleEvent);
            }
        });
        return history;
    }

    private void see(LifecycleEvent event) {
        switch (event) {
            case TouchpointRecorded recorded ->
                standing.put(recorded.facts().key(), new Arrived(recorded.facts(), recorded.identities(), null));
            case TouchpointVoided voided -> standing.remove(voided.facts().key());
            case StageEntered entered -> pathOf(entered.model()).add(entered.transition());
            case ChurnDetected churned -> pathOf(churned.model()).add(churned.transition());
            case PersonReturned returned -> pathOf(returned.model()).add(returned.transition());
            case PathCorrected corrected -> correct(pathOf(corrected.model()), corrected);
            case ModelAdopted adopted -> paths.put(adopted.model(), new ArrayList<>(adopted.path()));
            case TouchpointsMovedIn moved ->
                moved.touchpoints()
                        .forEach(
                                t -> standing.put(t.facts().key(), new Arrived(t.facts(), t.identities(), t.origin())));
            case TouchpointsMovedOut moved ->
                moved.touchpoints().forEach(t -> standing.remove(t.facts().key()));
            case IdentityLinked linked -> {
                identities.put(linked.number(), linked);
                keys.put(linked.number(), linked.key());
            }
            case IdentityReleased released -> {
                identities.remove(released.number());
                if (released.to() != null) {
                    keys.remove(released.number());
                }
            }
            case LifecycleOpened opened -> source = opened.source();
            case ConsentChanged said -> consents.add(new Said(said, null));
            case LifecycleJoined joined -> {
                joined.consents().forEach(said -> consents.add(new Said(said, joined.from())));
                offers.joined(joined.from(), joined.offered());
            }
            case LifecycleSplit split -> {
                consents.removeIf(each -> split.off().equals(each.from()));
                offers.parted(split.off());
            }
            case LifecycleResumed resumed -> offers.decided(resumed.offered());
            case WinBackStarted began -> offers.decided(new Offered(List.of(), Map.of(began.campaign(), began.at())));
            case OfferMade made ->
                offers.decided(new Offered(List.of(new Offered.Message(made.message(), made.at())), Map.of()));
            default -> {}
        }
    }

    /** Takes out what was withdrawn and puts in what was entered, in the order of time. */
    static void correct(List<Transition> path, PathCorrected correction) {
        correction.withdrawn().forEach(path::remove);
        path.addAll(correction.entered());
        path.sort(ORDER);
    }

    private List<Transition> pathOf(String model) {
        return paths.computeIfAbsent(model, m -> new ArrayList<>());
    }

    List<Transition> path(String model) {
        return paths.getOrDefault(model, List.of());
    }

    /** Everything she said about any purpose, in the order of the log. */
    List<ConsentChanged> consents() {
        return consents.stream().map(Said::words).toList();
    }

    /** What campaigns began with her and sent her. */
    PastOffers offers() {
        return offers;
    }

    /** What stands, in the order of the fold. */
    List<Touchpoint> touchpoints() {
        return standing.values().stream()
                .map(Arrived::facts)
                .sorted(Touchpoint.ORDER)
                .toList();
    }

    /** What stands, in the order of the fold, as it would go over to another lifecycle. */
    List<MovedTouchpoint> movable(LifecycleId own) {
        return standing.values().stream()
                .map(each -> new MovedTouchpoint(
                        each.facts(), each.identities(), Objects.requireNonNullElse(each.origin(), own)))
                .sorted(Comparator.comparing(MovedTouchpoint::facts, Touchpoint.ORDER))
                .toList();
    }

    /** The ids that are hers now. */
    List<IdentityLinked> identities() {
        return List.copyOf(identities.values());
    }

    /** The keys under which everything personal is sealed that is hers. */
    Collection<KeyName> keys() {
        return keys.values();
    }

    /** Who saw her first. */
    String source() {
        return source;
    }
}
