package io.flywheel.api.winback;

/** From here on the campaign starts for people, under this version. Whoever is in it goes on under the version of her start. */
public record CampaignActivated(String campaign, int version, String by) implements CampaignEvent {}
