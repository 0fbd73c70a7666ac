package io.flywheel.api.rfm;

import io.flywheel.api.Money;

/**
 * Where one buyer stands among all of them.
 *
 * @param r 1 to 5 with 5 the best, like f and m
 * @param recencyDays from her last purchase to the day before the question's instant
 * @param orders purchases
 * @param value what they came to less what was taken back, in the currency in which most is bought
 * @param position the log position that it was known at
 */
public record RfmStanding(
        int r, int f, int m, String segment, int recencyDays, int orders, Money value, long position) {}
