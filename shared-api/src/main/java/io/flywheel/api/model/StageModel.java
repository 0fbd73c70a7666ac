package io.flywheel.api.model;

import io.flywheel.api.Micros;
import io.flywheel.api.touchpoint.Touchpoint;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One version of a stage model, checked and ready to fold. Immutable, safe for threads. */
public final class StageModel {
    /** A rule ready to be evaluated. */
    record Step(String rule, int to, Condition when) {}

    private final String id;
    private final int version;
    private final Map<String, String> titles;
    private final ZoneId zone;
    private final Duration silence;
    private final List<Stage> stages;
    private final List<Rule> rules;
    private final Layout layout;
    private final Step[][] stepsFrom;
    private final long silenceMicros;

    /**
     * @param zone whose days are counted
     * @param silence longer than zero
     * @param stages at least two; the last one is of the lost, and no other
     * @param rules with names of their own, between stages of the model
     * @throws IllegalArgumentException if a rule names an unknown stage or the stages are not as said
     */
    public StageModel(
            String id,
            int version,
            Map<String, String> titles,
            ZoneId zone,
            Duration silence,
            List<Stage> stages,
            List<Rule> rules) {
        this.id = id;
        this.version = version;
        this.titles = Map.copyOf(titles);
        this.zone = zone;
        this.silence = silence;
        this.stages = List.copyOf(stages);
        this.rules = List.copyOf(rules);
        if (stages.size() < 2
                || stages.stream().filter(Stage::lost).count() != 1
                || !this.stages.getLast().lost()) {
            throw new IllegalArgumentException("a model has some stages and, last, one stage of the lost");
        }
        this.layout = new Layout(this.rules, zone);
        this.stepsFrom = steps();
        this.silenceMicros = Micros.of(Instant.EPOCH.plus(silence));
    }

    public String id() {
        return id;
    }

    public int version() {
        return version;
    }

    public Map<String, String> titles() {
        return titles;
    }

    /** In the order of the model; the last one is the stage of the lost. */
    public List<Stage> stages() {
        return stages;
    }

    /** As written, in the order of the file. */
    public List<Rule> rules() {
        return rules;
    }

    /** The exact time without activity after which a person is lost. */
    public Duration silence() {
        return silence;
    }

    /** The zone in which days are counted. */
    public ZoneId zone() {
        return zone;
    }

    /** The state of somebody of whom nothing is known. */
    public FoldState start() {
        return new FoldState(this, new Tally(layout));
    }

    /** @throws IllegalArgumentException for a memo of another version */
    public FoldState resume(FoldMemo memo) {
        return new FoldState(this, Tally.resume(layout, memo), indexOf(memo.stage()), memo.lastActivity());
    }

    /** The whole path as it stands at {@code asOf}, from touchpoints in any order, duplicates included. */
    public StagePath fold(Collection<Touchpoint> touchpoints, Instant asOf) {
        List<Transition> path = new ArrayList<>();
        FoldState state = start();
        for (Touchpoint touchpoint : ordered(touchpoints, asOf)) {
            state.step(touchpoint, path::add);
        }
        state.silence(asOf, path::add);
        return new StagePath(path);
    }

    /** A fold that can say afterwards why it ended where it ended, and what would move it on. */
    public Tracing trace() {
        return new Tracing(this);
    }

    /** Those that count at {@code asOf}, each once, in the order of the fold. */
    private static List<Touchpoint> ordered(Collection<Touchpoint> touchpoints, Instant asOf) {
        List<Touchpoint> ordered = new ArrayList<>(touchpoints.size());
        for (Touchpoint touchpoint : touchpoints) {
            if (touchpoint.occurredAt().isBefore(asOf)) {
                ordered.add(touchpoint);
            }
        }
        ordered.sort(Touchpoint.ORDER);
        Set<TouchpointKey> seen = HashSet.newHashSet(ordered.size());
        ordered.removeIf(touchpoint -> !seen.add(touchpoint.key()));
        return ordered;
    }

    Layout layout() {
        return layout;
    }

    /** The rule of a transition that a touchpoint caused; a return without a rule of the model's is written out as one. */
    Rule rule(String name) {
        return rules.stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseGet(() -> Rule.comingBack(stages.getFirst(), stages.getLast()));
    }

    long silenceMicros() {
        return silenceMicros;
    }

    int lost() {
        return stages.size() - 1;
    }

    /** The rules that may move somebody in this stage (-1 for none yet), in the order in which they are tried. */
    Step[] stepsFrom(int stage) {
        return stepsFrom[stage + 1];
    }

    int indexOf(@Nullable String stage) {
        if (stage == null) {
            return -1;
        }
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).name().equals(stage)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the model " + id + " has no stage " + stage);
    }

    private Step[][] steps() {
        Map<Rule, Step> compiled = new IdentityHashMap<>();
        rules.forEach(rule ->
                compiled.put(rule, new Step(rule.name(), indexOf(rule.to()), Condition.of(rule.when(), layout))));
        Step[][] steps = new Step[stages.size() + 1][];
        for (int stage = -1; stage <= lost(); stage++) {
            int from = stage;
            steps[stage + 1] = rules.stream()
                    .filter(rule -> rule.from().isEmpty() || isOneOf(rule.from(), from))
                    .map(compiled::get)
                    .filter(step -> step.to() > from || from == lost())
                    .sorted(Comparator.comparingInt(Step::to).reversed())
                    .toArray(Step[]::new);
        }
        return steps;
    }

    private boolean isOneOf(List<String> names, int stage) {
        return names.stream().anyMatch(name -> indexOf(name) == stage);
    }

    @Override
    public String toString() {
        return id + " version " + version + " "
                + Arrays.toString(stages.stream().map(Stage::name).toArray());
    }
}
