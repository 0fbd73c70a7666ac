package io.flywheel.api.privacy;

import io.flywheel.api.lifecycle.ConsentChanged;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one person consents to at an instant, folded from what she said: whatever order it became known in, the same
 * comes out, so that a late grant never overrides a newer withdrawal.
 */
public final class Consents {
    private static final Comparator<Said> LAST_WORD =
            Comparator.comparing(Said::change, ConsentChanged.ORDER).thenComparingLong(Said::position);

    private final Instant at;
    private final Map<String, Said> last = new TreeMap<>();

    private record Said(ConsentChanged change, long position) {}

    /** @param at what she said at this instant counts, too */
    public Consents(Instant at) {
        this.at = at;
    }

    /** @param position in the log */
    public void add(ConsentChanged change, long position) {
        if (!change.at().isAfter(at)) {
            last.merge(
                    change.purpose(),
                    new Said(change, position),
                    (one, other) -> LAST_WORD.compare(one, other) > 0 ? one : other);
        }
    }

    /** None for a purpose about which she had said nothing. */
    public Optional<ConsentState> of(String purpose) {
        return Optional.ofNullable(last.get(purpose)).map(this::state);
    }

    /** By purpose, in the order of the alphabet. */
    public List<ConsentState> all() {
        return last.values().stream().map(this::state).toList();
    }

    private ConsentState state(Said said) {
        return ConsentState.of(said.change(), said.position(), at);
    }
}
