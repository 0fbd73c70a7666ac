package io.flywheel.command.definition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the people who were recorded before a version became active are under it by now.
 *
 * @param people who were recorded before; null until they are counted
 * @param adopted of them, whose path is told under this version
 * @param setAside of them, whose history could not be folded: the log of the program says why, the next start tries again
 * @param state running or done
 * @param startedAt UTC
 * @param finishedAt UTC, null while it is running
 */
record Adoption(
        int version,
        @Nullable Long people,
        long adopted,
        long setAside,
        String state,
        Instant startedAt,
        @Nullable Instant finishedAt) {}
