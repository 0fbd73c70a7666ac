package io.flywheel.demo;

import java.util.List;
import java.util.Optional;

/** The sample populations there are. */
final class Populations {
    static final String NONE = "none";
    private static final List<Population> ALL = List.of(new Shop(), new School());

    private Populations() {}

    /**
     * @param name as in {@code flywheel.demo}; empty for {@code none}
     * @throws IllegalArgumentException for a name that nothing has
     */
    static Optional<Population> named(String name) {
        if (name.equals(NONE)) {
            return Optional.empty();
        }
        Optional<Population> found =
                ALL.stream().filter(each -> each.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "--flywheel.demo=" + name + " is not known: choose shop, school or none.");
        }
        return found;
    }
}
