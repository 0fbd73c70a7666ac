package io.flywheel.api.winback;

/** A number of people in each arm of a campaign. */
public record InArms(long addressed, long heldOut) {}
