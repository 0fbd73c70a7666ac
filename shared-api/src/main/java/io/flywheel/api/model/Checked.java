package io.flywheel.api.model;

import java.util.List;

/**
 * A rule looked at term by term, at one moment of a fold.
 *
 * @param rule its name
 * @param text its condition as it was written
 * @param holds what the fold itself makes of it
 * @param terms in the order in which they are written
 * @param alternatives of every {@code ||} in it
 */
public record Checked(String rule, String text, boolean holds, List<Term> terms, List<Alternative> alternatives) {
    public Checked {
        terms = List.copyOf(terms);
        alternatives = List.copyOf(alternatives);
    }

    /**
     * One side of an {@code ||}.
     *
     * @param label {@code 1.2} is the second alternative of the first {@code ||}; {@code 1.2/2.1} stands within it
     */
    public record Alternative(String label, boolean held) {}

    /** What must change for it to hold. */
    public List<Term> lacking() {
        return terms.stream().filter(Term::lacking).toList();
    }
}
