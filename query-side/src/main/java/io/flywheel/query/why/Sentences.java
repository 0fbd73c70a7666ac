package io.flywheel.query.why;

import io.flywheel.api.model.Explanation;
import io.flywheel.api.model.Rule;
import io.flywheel.api.model.Transition;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts an explanation into one sentence, for readers who go no further. */
@Component
class Sentences {
    private final MessageSource messages;

    Sentences(MessageSource messages) {
        this.messages = messages;
    }

    String of(Explanation why, Telling telling) {
        Transition last = why.last();
        if (last == null) {
            return say(why.touchpoints() == 0 ? "nothing" : "nowhere", telling);
        }
        String title = telling.title(last.to());
        String since = last.occurredAt().toString();
        if (last.rule().equals(Rule.SILENCE)) {
            return say("silence", telling, title, since);
        }
        return say(last.kind().name().toLowerCase(Locale.ROOT), telling, title, since, last.rule());
    }

    private String say(String what, Telling telling, Object... arguments) {
        return messages.getMessage("why.says." + what, arguments, telling.locale());
    }
}
