package io.flywheel.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/**
 * Remembers when each person was last seen, so that touchpoints can be made that arrive one hour late: the later
 * half of the pairs differs from the earlier one in nothing else.
 */
final class LateTraffic {
    private static final Duration LATE = Duration.ofHours(1);

    private final Instant[] newest;

    LateTraffic(int people) {
        newest = new Instant[people];
        Arrays.fill(newest, Traffic.START);
    }

    /** The same touchpoints, remembered as they pass by. */
    Iterator<Touch> onTime(Iterator<Touch> touches) {
        return map(touches, touch -> {
            newest[touch.person()] = touch.occurredAt();
            return touch;
        });
    }

    /** The same touchpoints, each one hour (and a little less with each further one) before its person's newest. */
    Iterator<Touch> late(Iterator<Touch> touches) {
        int[] sent = new int[newest.length];
        return map(touches, touch -> touch.at(newest[touch.person()].minus(LATE).plusMillis(sent[touch.person()]++)));
    }

    private static Iterator<Touch> map(Iterator<Touch> touches, UnaryOperator<Touch> change) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return touches.hasNext();
            }

            @Override
            public Touch next() {
                return change.apply(touches.next());
            }
        };
    }
}
