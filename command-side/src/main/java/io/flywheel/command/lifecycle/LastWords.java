package io.flywheel.command.lifecycle;

import io.flywheel.api.lifecycle.ConsentChanged;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said last about each purpose: all that is remembered of her consents while she is in memory. What she
 * said before that is in her stream only.
 */
final class LastWords {
    private final Map<String, ConsentChanged> byPurpose = new TreeMap<>();

    LastWords() {}

    LastWords(Collection<ConsentChanged> remembered) {
        remembered.forEach(this::said);
    }

    /** In the order of the log. */
    void said(ConsentChanged said) {
        byPurpose.merge(said.purpose(), said, (before, now) -> isOver(now, before) ? now : before);
    }

    /** Whether it is what holds, or would be once it is recorded. */
    boolean decides(ConsentChanged said) {
        ConsentChanged last = byPurpose.get(said.purpose());
        return last == null || isOver(said, last);
    }

    private static boolean isOver(ConsentChanged later, ConsentChanged before) {
        return ConsentChanged.ORDER.compare(later, before) >= 0;
    }

    /** Whether the stream may already hold the same; what is newer than all that is remembered is not in it. */
    boolean mayBeKnown(ConsentChanged said) {
        ConsentChanged last = byPurpose.get(said.purpose());
        return last != null && !said.at().isAfter(last.at());
    }

    boolean isLast(ConsentChanged said) {
        return isTheSame(byPurpose.get(said.purpose()), said);
    }

    /** Who recorded it does not matter: a form that is sent again by another server says nothing new. */
    static boolean isTheSame(@Nullable ConsentChanged one, ConsentChanged other) {
        return one != null
                && new ConsentChanged(
                                one.purpose(), one.granted(), one.at(), other.source(), one.wording(), one.expires())
                        .equals(other);
    }

    /** None if she said nothing about it. */
    @Nullable
    ConsentChanged about(String purpose) {
        return byPurpose.get(purpose);
    }

    boolean knows(String purpose) {
        return byPurpose.containsKey(purpose);
    }

    int purposes() {
        return byPurpose.size();
    }

    List<ConsentChanged> all() {
        return List.copyOf(byPurpose.values());
    }
}
