package io.flywheel.api.spend;

import io.flywheel.api.Money;
import java.time.LocalDate;

/**
 * This was spent on advertising in a channel on a day; for the same channel, day and currency it takes the place of what
 * was known before.
 *
 * @param channel as the first touchpoint of those who came by it names it
 * @param day in the zone that figures are told in
 * @param by who sent it
 */
public record SpendRecorded(String channel, LocalDate day, Money money, String by) implements SpendEvent {}
