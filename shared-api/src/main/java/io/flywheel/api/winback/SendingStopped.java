package io.flywheel.api.winback;

/** Nothing is sent to anybody by any campaign, also of what was decided before, until sending is resumed. */
public record SendingStopped(String reason, String by) implements CampaignEvent {}
