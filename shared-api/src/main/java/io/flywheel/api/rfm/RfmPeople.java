package io.flywheel.api.rfm;

import io.flywheel.api.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of people with their scores, the most valuable first.
 *
 * @param next the {@code cursor} of the next page, none on the last
 * @param position the position of the log that this answer reflects
 */
public record RfmPeople(List<Person> items, @Nullable String next, long position) {
    /**
     * @param userId what services know her by, {@code kind:value} where it is no userId
     * @param recencyDays from her last purchase to the day the question is asked as of
     * @param orders her purchases
     * @param value her purchases less what was refunded or cancelled
     */
    public record Person(
            String userId, int r, int f, int m, String segment, int recencyDays, int orders, Money value) {}
}
