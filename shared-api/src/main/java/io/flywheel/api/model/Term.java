package io.flywheel.api.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of a rule as it came out: what it reads, what that was, and what it had to be.
 *
 * @param fact what is compared, in the words of the rule: {@code count("Order Completed")}
 * @param value what it was: a Boolean, Long, Double or String; none where it could not be computed, and none of a
 *     touchpoint that is yet to come
 * @param needed what it had to be, in the words of the rule: {@code >= 2}
 * @param bound what that came to, where it is no constant
 * @param lacks by how much a number must rise to be as needed, or fall if negative; none where it is, or where no number
 *     would say
 * @param alternative to which alternative of which {@code ||} it belongs, as {@link Checked.Alternative#label}; none
 *     outside of any
 * @param lacking whether the rule waits for it: unmet, and not beside an alternative that holds
 * @param reads the facts that both sides read
 */
public record Term(
        String fact,
        @Nullable Object value,
        String needed,
        @Nullable Object bound,
        boolean met,
        @Nullable Number lacks,
        @Nullable String alternative,
        boolean lacking,
        List<Fact> reads) {}
