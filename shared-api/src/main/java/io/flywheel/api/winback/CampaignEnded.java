package io.flywheel.api.winback;

/**
 * The campaign starts for nobody any more, until it is activated again.
 *
 * @param finish whether those who are in it may get their remaining steps; otherwise they are over
 */
public record CampaignEnded(String campaign, boolean finish, String by) implements CampaignEvent {}
