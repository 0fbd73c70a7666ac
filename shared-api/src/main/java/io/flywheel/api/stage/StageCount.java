package io.flywheel.api.stage;

import io.flywheel.api.Money;
import java.util.List;

/**
 * The people in one stage.
 *
 * @param stage the stage's name, {@code none} for people whom no rule has placed yet
 * @param value their net revenue to date, one amount per currency, the commonest currency first
 */
public record StageCount(String stage, long people, List<Money> value) {}
