package io.flywheel.api.winback;

/** The campaign starts for nobody and takes no step until it is activated again; what was due meanwhile is due then. */
public record CampaignPaused(String campaign, String by) implements CampaignEvent {}
