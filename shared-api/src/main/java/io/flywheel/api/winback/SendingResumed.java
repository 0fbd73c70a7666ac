package io.flywheel.api.winback;

/** Sending goes on. */
public record SendingResumed(String by) implements CampaignEvent {}
