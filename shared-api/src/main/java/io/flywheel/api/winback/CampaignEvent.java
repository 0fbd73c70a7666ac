package io.flywheel.api.winback;

/** What can happen to a campaign, and to sending as a whole; each campaign has an event stream of its own. */
public sealed interface CampaignEvent
        permits CampaignPublished, CampaignActivated, CampaignPaused, CampaignEnded, SendingStopped, SendingResumed {}
