package io.flywheel.query.timeline;

import io.flywheel.api.Micros;
import io.flywheel.api.model.Transition;
import io.flywheel.api.timeline.PersonSummary;
import io.flywheel.api.timeline.PersonSummary.StageNow;
import io.flywheel.query.identity.People;
import io.flywheel.query.identity.PersonFinder;
import io.flywheel.query.platform.ActiveModel;
import io.flywheel.query.platform.Knowledge;
import io.flywheel.query.platform.Models;
import io.flywheel.query.platform.Parameters;
import io.flywheel.query.timeline.Selection.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers who somebody is at an instant. Her stages are the transitions that were recorded of her, no rule is evaluated
 * again; only silence that has ended since her last activity is added, as everywhere.
 */
@Component
public class Summaries {
    private static final Set<EventKind> TOLD = EnumSet.copyOf(Arrays.stream(EventKind.values())
            .filter(kind ->
                    kind == EventKind.TOUCHPOINT || kind == EventKind.CONSENT || kind.isOfPath() || kind.isOfCampaign())
            .toList());
    private static final String SILENCE = "silence";

    private final PersonFinder finder;
    private final People people;
    private final Stories stories;
    private final Knowledge knowledge;
    private final Parameters parameters;
    private final Models models;

    Summaries(
            PersonFinder finder,
            People people,
            Stories stories,
            Knowledge knowledge,
            Parameters parameters,
            Models models) {
        this.finder = finder;
        this.people = people;
        this.stories = stories;
        this.knowledge = knowledge;
        this.parameters = parameters;
        this.models = models;
    }

    /**
     * @param id as in {@link io.flywheel.api.identity.ExternalId#parse}
     * @param at an instant, or none for now
     * @param knownAt an instant or {@code position:N}, or none for what is known now
     * @throws org.springframework.web.ErrorResponseException 404 for nobody, 400 for a question that cannot be understood
     */
    public PersonSummary of(
            String id, @Nullable String at, @Nullable String knownAt, @Nullable String after, Locale locale) {
        Instant when = parameters.at(at);
        long known = knowledge.position(knownAt, after, Stories.READ);
        String stream = finder.stream(id, known);
        return told(stream, known, life(stream, known, when), locale);
    }

    /** What her story adds up to, read once. */
    Life life(String stream, long known, Instant at) {
        Life life = new Life(at);
        stories.of(new Selection(stream, known, TOLD, Long.MIN_VALUE, Long.MAX_VALUE, Order.ASC))
                .tell(life::add);
        return life;
    }

    PersonSummary told(String stream, long known, Life life, Locale locale) {
        Totals totals = life.totals();
        return new PersonSummary(
                people.idsOf(stream, known).stream()
                        .map(each ->
                                new PersonSummary.Id(each.id().kind(), each.id().value()))
                        .toList(),
                life.at(),
                known,
                totals.firstSeen(),
                totals.lastActivity(),
                totals.touchpoints(),
                totals.orders(),
                totals.value(),
                stages(life, new Names(models.published(), locale)),
                life.consents(),
                life.campaigns());
    }

    private static List<StageNow> stages(Life life, Names names) {
        List<StageNow> stages = new ArrayList<>();
        for (Map.Entry<String, RecordedPaths.Path> each : life.paths().entrySet()) {
            each.getValue()
                    .lastSeenAt(Micros.of(life.at()))
                    .map(last -> stage(
                            each.getKey(),
                            each.getValue().version(),
                            last,
                            life.totals().lastActivity(),
                            life.at(),
                            names))
                    .ifPresent(stages::add);
        }
        return stages;
    }

    private static StageNow stage(
            String id, int version, Transition last, @Nullable Instant lastActivity, Instant at, Names names) {
        boolean lost = last.kind() == Transition.Kind.CHURNED;
        ActiveModel model = names.version(id, version).orElse(null);
        Instant churnsAt = lost || model == null || lastActivity == null ? null : lastActivity.plus(model.silence());
        if (model != null && churnsAt != null && !churnsAt.isAfter(at)) {
            String stage = model.lost();
            return new StageNow(id, version, stage, names.stage(id, stage), churnsAt, SILENCE, true, null);
        }
        return new StageNow(
                id, version, last.to(), names.stage(id, last.to()), last.occurredAt(), last.rule(), lost, churnsAt);
    }
}
