package io.flywheel.api.model;

import org.jspecify.annotations.Nullable;

/**
 * The fold's bounded state under one model, to be kept in a snapshot or an event and continued later. Only the version
 * of the model that wrote it can read it.
 *
 * @param stage the stage, none before the first
 * @param lastActivity microseconds, {@code Long.MIN_VALUE} for none
 * @param counters by slot
 * @param days active days, ascending, as days since 1970-01-01, no older than the longest window a rule looks back
 */
public record FoldMemo(@Nullable String stage, long lastActivity, long[] counters, int[] days) {}
