package io.flywheel.api.model;

import java.util.List;

/**
 * When a person moves to a stage.
 *
 * @param name unique in its model; shown in transitions
 * @param from the stages from which it applies, empty for any
 * @param when the condition, of type {@link Type#BOOL}
 * @param text the condition as it was written
 */
public record Rule(String name, List<String> from, String to, Expr when, String text) {
    /** The rule of a transition that the model's silence caused. */
    public static final String SILENCE = "silence";
    /** The rule of a return that no rule of the model decided. */
    public static final String RETURN = "return";

    public Rule {
        from = List.copyOf(from);
    }
}
