package io.flywheel.query.timeline;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.model.Transition;
import io.flywheel.api.timeline.PersonSummary;
import io.flywheel.api.timeline.PersonSummary.StageNow;
import io.flywheel.query.identity.People;
import io.flywheel.query.platform.ActiveModel;
import io.flywheel.query.platform.Models;
import io.flywheel.query.platform.Parameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers who somebody is at an instant. Her stages are the transitions that were recorded of her, no rule is evaluated
 * again; only silence that has ended since her last activity is added, as everywhere.
 */
@Component
public class Summaries {
    private static final String TOUCHPOINT = TouchpointRecorded.class.getSimpleName();
    private static final String SILENCE = "silence";

    private final PersonFinder finder;
    private final People people;
    private final TimelineRows rows;
    private final Knowledge knowledge;
    private final Parameters parameters;
    private final Models models;

    Summaries(
            PersonFinder finder,
            People people,
            TimelineRows rows,
            Knowledge knowledge,
            Parameters parameters,
            Models models) {
        this.finder = finder;
        this.people = people;
        this.rows = rows;
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
        long known = knowledge.position(knownAt, after);
        String stream = finder.stream(id, known);

        Totals totals = new Totals();
        List<Step> steps = new ArrayList<>();
        rows.forEach(Selection.everything(stream, known), row -> {
            if (RecordedPaths.EVENTS.contains(row.type())) {
                steps.add(new Step(row.position(), row.event()));
            } else if (row.type().equals(TOUCHPOINT)
                    && row.occurredAt() < Micros.of(when)
                    && row.standsAt(known)
                    && row.event() instanceof TouchpointRecorded it) {
                totals.add(it.facts());
            }
        });
        return new PersonSummary(
                people.idsOf(stream, known).stream()
                        .map(each ->
                                new PersonSummary.Id(each.id().kind(), each.id().value()))
                        .toList(),
                when,
                known,
                totals.firstSeen(),
                totals.lastActivity(),
                totals.touchpoints(),
                totals.orders(),
                totals.value(),
                stages(steps, totals, when, new Names(models.active(), locale)));
    }

    private record Step(long position, LifecycleEvent event) {}

    private static List<StageNow> stages(List<Step> steps, Totals totals, Instant at, Names names) {
        RecordedPaths paths = new RecordedPaths();
        steps.stream().sorted(Comparator.comparingLong(Step::position)).forEach(step -> paths.apply(step.event()));
        List<StageNow> stages = new ArrayList<>();
        for (Map.Entry<String, RecordedPaths.Path> each : paths.byModel().entrySet()) {
            each.getValue()
                    .lastSeenAt(Micros.of(at))
                    .map(last ->
                            stage(each.getKey(), each.getValue().version(), last, totals.lastActivity(), at, names))
                    .ifPresent(stages::add);
        }
        return stages;
    }

    private static StageNow stage(
            String id, int version, Transition last, @Nullable Instant lastActivity, Instant at, Names names) {
        boolean lost = last.kind() == Transition.Kind.CHURNED;
        ActiveModel model = names.active(id).orElse(null);
        Instant churnsAt = lost || model == null || lastActivity == null ? null : lastActivity.plus(model.silence());
        if (model != null && churnsAt != null && !churnsAt.isAfter(at)) {
            String stage = model.lost();
            return new StageNow(id, version, stage, names.stage(id, stage), churnsAt, SILENCE, true, null);
        }
        return new StageNow(
                id, version, last.to(), names.stage(id, last.to()), last.occurredAt(), last.rule(), lost, churnsAt);
    }
}
