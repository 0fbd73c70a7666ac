package io.flywheel.query.timeline;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.LifecycleResumed;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.query.identity.PersonFinder;
import io.flywheel.query.platform.Knowledge;
import io.flywheel.query.timeline.Selection.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands over what stands of one person at a log position, for answers that fold her life again. */
@Component
public class Histories {
    private static final Set<EventKind> MODELS = EnumSet.of(EventKind.OPENED, EventKind.RESUMED, EventKind.ADOPTED);
    private static final Comparator<Placed> IN_ORDER = Comparator.comparing(Placed::touchpoint, Touchpoint.ORDER);

    private final PersonFinder finder;
    private final Stories stories;
    private final Knowledge knowledge;

    Histories(PersonFinder finder, Stories stories, Knowledge knowledge) {
        this.finder = finder;
        this.stories = stories;
        this.knowledge = knowledge;
    }

    /** Takes touchpoints in the order of the fold. */
    @FunctionalInterface
    public interface Reader {
        /** @param position in the log */
        void read(Touchpoint touchpoint, long position);
    }

    private record Placed(Touchpoint touchpoint, long position) {}

    /** One person as she was known at a log position. */
    public final class History {
        private final String stream;
        private final long position;

        private History(String stream, long position) {
            this.stream = stream;
            this.position = position;
        }

        public long position() {
            return position;
        }

        /** The version of each model that her path had been recorded under by then. */
        public Map<String, Integer> versions() {
            List<Told> told = new ArrayList<>();
            stories.of(selection(MODELS, Long.MAX_VALUE)).tellFacts(told::add);
            told.sort(Comparator.comparingLong(each -> each.entry().position()));
            Map<String, Integer> versions = new HashMap<>();
            for (Told each : told) {
                if (each.event() instanceof LifecycleOpened opened) {
                    opened.models().forEach(model -> versions.put(model.id(), model.version()));
                } else if (each.event() instanceof LifecycleResumed resumed) {
                    resumed.models().forEach(model -> versions.put(model.id(), model.version()));
                } else if (each.event() instanceof ModelAdopted adopted) {
                    versions.put(adopted.model(), adopted.version());
                }
            }
            return versions;
        }

        /** Her touchpoints before an instant, without those that were voided by then, a few hundred in memory at a time. */
        public void tell(Instant before, Reader reader) {
            List<Placed> sameTime = new ArrayList<>();
            stories.of(selection(EnumSet.of(EventKind.TOUCHPOINT), Micros.of(before)))
                    .tellFacts(told -> {
                        if (told.stands() && told.event() instanceof TouchpointRecorded it) {
                            if (!sameTime.isEmpty()
                                    && !sameTime.getFirst()
                                            .touchpoint()
                                            .occurredAt()
                                            .equals(it.facts().occurredAt())) {
                                handOver(sameTime, reader);
                            }
                            sameTime.add(new Placed(it.facts(), told.entry().position()));
                        }
                    });
            handOver(sameTime, reader);
        }

        /** A story tells equal times in the order in which they became known; a fold goes by their keys. */
        private static void handOver(List<Placed> sameTime, Reader reader) {
            sameTime.sort(IN_ORDER);
            sameTime.forEach(each -> reader.read(each.touchpoint(), each.position()));
            sameTime.clear();
        }

        private Selection selection(Set<EventKind> kinds, long before) {
            return new Selection(stream, position, kinds, Long.MIN_VALUE, before, Order.ASC);
        }
    }

    /**
     * @param id as in {@link io.flywheel.api.identity.ExternalId#parse}
     * @param knownAt an instant or {@code position:N}, or none for what is known now
     * @param after a position to wait for
     * @throws org.springframework.web.ErrorResponseException 404 for nobody, 400 for a question that cannot be understood
     */
    public History of(String id, @Nullable String knownAt, @Nullable String after) {
        long known = knowledge.position(knownAt, after, Stories.READ);
        return new History(finder.stream(id, known), known);
    }
}
