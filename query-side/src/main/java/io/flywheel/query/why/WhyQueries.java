package io.flywheel.query.why;

import io.flywheel.api.model.Explanation;
import io.flywheel.api.model.ModelRef;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.Tracing;
import io.flywheel.api.why.Why;
import io.flywheel.query.platform.ModelRules;
import io.flywheel.query.platform.Parameters;
import io.flywheel.query.platform.Problems;
import io.flywheel.query.timeline.Histories;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;

/** Answers why somebody is in her stage, by folding her touchpoints once more under a watch. */
@Component
public class WhyQueries {
    private final Histories histories;
    private final ModelRules rules;
    private final Parameters parameters;
    private final Evidence evidence;
    private final Sentences sentences;

    WhyQueries(Histories histories, ModelRules rules, Parameters parameters, Evidence evidence, Sentences sentences) {
        this.histories = histories;
        this.rules = rules;
        this.parameters = parameters;
        this.evidence = evidence;
        this.sentences = sentences;
    }

    /** A version of a model to explain by, and whether her path was recorded under it. */
    private record Chosen(ModelRef model, boolean adopted) {}

    Why of(String id, WhyQuestion question, Locale locale) {
        Instant at = parameters.at(question.at());
        Histories.History history = histories.of(id, question.knownAt(), question.after());
        List<Chosen> models = models(history);
        if (models.isEmpty()) {
            throw Problems.notYet("No stage model was active at position " + history.position() + ".");
        }
        String model = Parameters.blankAsNone(question.model());
        Chosen chosen = model == null ? models.getFirst() : named(model, models, history.position());
        return explain(history, List.of(chosen), at, locale).getFirst();
    }

    /**
     * Why she is in her stage of each model, as of now; her touchpoints are read once for all.
     *
     * @param id as in {@link io.flywheel.api.identity.ExternalId#parse}
     * @throws org.springframework.web.ErrorResponseException 404 for nobody
     */
    public List<Why> everywhere(String id, Locale locale) {
        Histories.History history = histories.of(id, null, null);
        return explain(history, models(history), parameters.at(null), locale);
    }

    /** While people adopt another version, each is told under the one that her path has been recorded under so far. */
    private List<Chosen> models(Histories.History history) {
        Map<String, Integer> recorded = history.versions();
        return rules.inForce(history.position()).stream()
                .map(active -> Optional.ofNullable(recorded.get(active.id()))
                        .map(version -> new Chosen(new ModelRef(active.id(), version), true))
                        .orElseGet(() -> new Chosen(active, false)))
                .toList();
    }

    private static Chosen named(String id, List<Chosen> models, long position) {
        return models.stream()
                .filter(chosen -> chosen.model().id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problems.unknown("model=" + id + " was not active at position " + position
                        + ". Active were: "
                        + models.stream().map(each -> each.model().id()).collect(Collectors.joining(", ")) + "."));
    }

    private List<Why> explain(Histories.History history, List<Chosen> chosen, Instant at, Locale locale) {
        List<StageModel> models =
                chosen.stream().map(each -> rules.of(each.model())).toList();
        List<Tracing> tracings = models.stream().map(StageModel::trace).toList();
        LongStream.Builder read = LongStream.builder();
        history.tell(at, (touchpoint, position) -> {
            read.add(position);
            tracings.forEach(tracing -> tracing.step(touchpoint));
        });
        long[] positions = read.build().toArray();
        List<Why> answers = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            Explanation explanation = tracings.get(i).at(at);
            Telling telling = new Telling(models.get(i), explanation, locale);
            answers.add(telling.answer(
                    at,
                    history.position(),
                    chosen.get(i).adopted(),
                    sentences.of(explanation, telling),
                    evidence.at(positionsOf(explanation.causes(), positions))));
        }
        return answers;
    }

    private static List<Long> positionsOf(List<Integer> causes, long[] positions) {
        return causes.stream().map(number -> positions[number]).toList();
    }
}
