package io.flywheel.command.lifecycle;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.Offered;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose it was what campaigns began and sent, in the order of one person's stream: what a split has to know. */
final class PastOffers {
    private final List<Past> log = new ArrayList<>(0);

    /** @param from the lifecycle that brought it by a merge; none for what was decided here */
    private record Past(@Nullable LifecycleId from, Offered what) {
        boolean isOf(LifecycleId other) {
            return other.equals(from);
        }
    }

    void decided(Offered what) {
        log.add(new Past(null, what));
    }

    void joined(LifecycleId from, Offered what) {
        log.add(new Past(from, what));
    }

    void parted(LifecycleId off) {
        log.removeIf(past -> past.isOf(off));
    }

    /** What stays with her when that lifecycle goes. */
    Offered without(LifecycleId off) {
        return sum(log.stream(), past -> !past.isOf(off));
    }

    /**
     * What that lifecycle takes along when it goes, beside what it came with: all that was decided on while they were one.
     * Nobody knows which of the two a message reached, so it counts for both.
     */
    Offered sharedWith(LifecycleId off) {
        for (int i = log.size() - 1; i >= 0; i--) {
            if (log.get(i).isOf(off)) {
                return sum(log.subList(i, log.size()).stream(), past -> past.from() == null);
            }
        }
        return sum(log.stream(), past -> true);
    }

    private static Offered sum(Stream<Past> some, Predicate<Past> which) {
        WinBacks sum = new WinBacks();
        some.filter(which).forEach(past -> sum.count(past.what()));
        return sum.offered();
    }
}
