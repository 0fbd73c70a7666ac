package io.flywheel.api.rfm;

import io.flywheel.api.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How people moved between segments from one instant to another.
 *
 * @param moves every pair of segments that anybody went between, those who stayed included; by segments
 * @param position the position of the log that this answer reflects
 */
public record RfmMovement(
        Instant from,
        Instant to,
        @Nullable String window,
        String scoring,
        @Nullable String currency,
        List<Move> moves,
        long position) {

    /**
     * @param from {@code none} for those who had not bought by then, or not within the window
     * @param valueBefore what these people were worth at {@code from}
     * @param valueAfter what the same people are worth at {@code to}
     */
    public record Move(String from, String to, int people, Money valueBefore, Money valueAfter) {}
}
