package io.flywheel.api.winback;

/**
 * How far one group is above another, and between which bounds that lies with 95 % confidence; negative where it is below.
 *
 * @param value as observed
 */
public record Difference(double value, double low, double high) {}
