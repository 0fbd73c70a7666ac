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

    /** What the fold does with somebody lost who did something when no rule of the model held. */
    static Rule comingBack(Stage first, Stage lost) {
        Fact own = Fact.Field.OWN;
        return new Rule(RETURN, List.of(lost.name()), first.name(), new Expr.Read(own), Wording.of(own));
    }

    public Rule {
        from = List.copyOf(from);
    }
}
