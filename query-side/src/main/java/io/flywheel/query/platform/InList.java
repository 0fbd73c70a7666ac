package io.flywheel.query.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** The values of an SQL {@code IN}, in slices short enough for any store to plan well. */
public final class InList {
    private static final int MOST = 500;

    private InList() {}

    /** All of them in their order, none if there are none. */
    public static <T> List<List<T>> slices(Collection<T> values) {
        List<T> all = List.copyOf(values);
        List<List<T>> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST) {
            slices.add(all.subList(from, Math.min(from + MOST, all.size())));
        }
        return slices;
    }

    /** @return {@code (?, ?, ?)} with a question mark for each value */
    public static String marks(Collection<?> values) {
        return "(" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
    }
}
