package io.flywheel.command.definition;

import io.flywheel.api.model.Rule;
import java.util.List;

/**
 * A rule as it was written, for people to read.
 *
 * @param from the stages from which it applies, empty for any
 * @param when the condition, in CEL
 */
record RuleText(String name, List<String> from, String to, String when) {
    static RuleText of(Rule rule) {
        return new RuleText(rule.name(), rule.from(), rule.to(), rule.text());
    }
}
