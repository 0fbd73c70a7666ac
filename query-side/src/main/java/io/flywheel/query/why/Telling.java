package io.flywheel.query.why;

import io.flywheel.api.model.Checked;
import io.flywheel.api.model.Explanation;
import io.flywheel.api.model.Rule;
import io.flywheel.api.model.Stage;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.model.Term;
import io.flywheel.api.model.Transition;
import io.flywheel.api.why.Why;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An explanation as it is answered, in the reader's language. */
record Telling(StageModel model, Explanation why, Locale locale) {
    Why answer(Instant at, long position, boolean adopted, String says, List<Why.Cause> causes) {
        Transition last = why.last();
        Checked rule = why.rule();
        return new Why(
                model.id(),
                model.version(),
                adopted,
                at,
                position,
                says,
                last == null ? null : last.to(),
                last == null ? null : title(last.to()),
                last == null ? null : last.occurredAt(),
                last == null ? null : last.kind().name().toLowerCase(Locale.ROOT),
                last == null ? null : last.from(),
                last != null && isLost(last.to()),
                rule == null ? null : new Why.Quoted(rule.rule(), rule.text()),
                rule == null
                        ? List.of()
                        : rule.terms().stream().map(Telling::fact).toList(),
                rule == null
                        ? List.of()
                        : rule.alternatives().stream()
                                .map(one -> new Why.Alternative(one.label(), one.held()))
                                .toList(),
                causes,
                why.causesInAll(),
                why.next().stream().map(this::next).toList(),
                silence(last),
                why.touchpoints());
    }

    String title(String name) {
        return model.stages().stream()
                .filter(stage -> stage.name().equals(name))
                .map(Stage::titles)
                .map(titles -> titles.getOrDefault(locale.getLanguage(), titles.getOrDefault("en", name)))
                .findFirst()
                .orElse(name);
    }

    private boolean isLost(String stage) {
        return model.stages().getLast().name().equals(stage);
    }

    private static Why.Fact fact(Term term) {
        return new Why.Fact(term.fact(), term.value(), term.needed(), term.bound(), term.met(), term.alternative());
    }

    private Why.Next next(Explanation.Next next) {
        return new Why.Next(
                next.stage(),
                title(next.stage()),
                isLost(next.stage()),
                next.rules().stream()
                        .map(rule -> new Why.Way(rule.rule(), rule.text(), rule.holds()))
                        .toList(),
                next.rules().stream()
                        .flatMap(rule -> rule.lacking().stream().map(term -> lack(rule.rule(), term)))
                        .toList());
    }

    private static Why.Lack lack(String rule, Term term) {
        return new Why.Lack(
                rule, term.fact(), term.value(), term.needed(), term.bound(), term.lacks(), term.alternative());
    }

    private Why.Silence silence(@Nullable Transition last) {
        if (last != null && last.rule().equals(Rule.SILENCE)) {
            Instant silentSince = last.occurredAt().minus(model.silence());
            return new Why.Silence(why.lastActivity(), model.silence(), last.occurredAt(), silentSince);
        }
        return new Why.Silence(why.lastActivity(), model.silence(), why.churnsAt(), null);
    }
}
