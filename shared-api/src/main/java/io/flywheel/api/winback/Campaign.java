package io.flywheel.api.winback;

import io.flywheel.api.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a campaign, checked: whom it addresses, where it wants them to go, and what it may do for that.
 *
 * @param titles by language
 * @param model under which people have the stage it is for
 * @param stage whoever enters it is addressed; the model's stage for the lost makes it a win-back
 * @param goal the stage she should reach; the stage itself where she should stay; none for a win-back, whose goal
 *     is that she comes back
 * @param within how long after she was drawn into an arm reaching the goal counts
 * @param newsLimit how long after she entered the stage that may become known and still be news; later it starts nothing
 * @param coolDown how long after one start for a person there is no other of the same campaign
 * @param holdOut the share of people, 0 to 0.5, who are not addressed so that the others can be compared with them
 * @param zone whose clock counts for people of whom none is known
 * @param quietHours when nobody is addressed
 * @param mostMessages how many messages of all campaigns a person may get within {@code perPeriod}
 * @param purpose what she must have consented to
 * @param cost of one message
 * @param steps at least one
 */
public record Campaign(
        String id,
        int version,
        Map<String, String> titles,
        String model,
        String stage,
        @Nullable String goal,
        Duration within,
        Duration newsLimit,
        Duration coolDown,
        BigDecimal holdOut,
        ZoneId zone,
        @Nullable QuietHours quietHours,
        int mostMessages,
        Duration perPeriod,
        String purpose,
        @Nullable Money cost,
        List<Step> steps) {
    public Campaign {
        titles = Map.copyOf(titles);
        steps = List.copyOf(steps);
    }

    public boolean isWinBack() {
        return goal == null;
    }

    /** Whether the goal is the stage itself, which she has: that she is not lost until {@code within} is over. */
    public boolean isToStay() {
        return stage.equals(goal);
    }

    /** Whether its first step is due when it begins. */
    public boolean beginsAtOnce() {
        return step(1).after().isZero();
    }

    /** @throws IndexOutOfBoundsException if it has no such step */
    public Step step(int number) {
        return steps.get(number - 1);
    }
}
