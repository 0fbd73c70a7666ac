package io.flywheel.api.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fold's bounded state under one model, to be kept in a snapshot or an event and continued later. Only the version
 * of the model that wrote it can read it.
 *
 * @param stage the stage, none before the first
 * @param lastActivity microseconds, {@code Long.MIN_VALUE} for none
 * @param counters by slot
 * @param days active days, ascending, as days since 1970-01-01, no older than the longest window a rule looks back
 * @param money sums by slot, as decimals
 */
@SuppressWarnings("ArrayRecordComponent")
public record FoldMemo(@Nullable String stage, long lastActivity, long[] counters, int[] days, List<String> money) {
    public FoldMemo {
        counters = counters == null ? new long[0] : counters;
        days = days == null ? new int[0] : days;
        money = money == null ? List.of() : List.copyOf(money);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FoldMemo memo
                && Objects.equals(stage, memo.stage)
                && lastActivity == memo.lastActivity
                && Arrays.equals(counters, memo.counters)
                && Arrays.equals(days, memo.days)
                && money.equals(memo.money);
    }

    @Override
    public int hashCode() {
        return Objects.hash(stage, lastActivity, Arrays.hashCode(counters), Arrays.hashCode(days), money);
    }

    @Override
    public String toString() {
        return "FoldMemo[" + stage + ", " + lastActivity + ", " + Arrays.toString(counters) + ", "
                + Arrays.toString(days) + ", " + money + "]";
    }
}
