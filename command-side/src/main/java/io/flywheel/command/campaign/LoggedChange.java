package io.flywheel.command.campaign;

import io.flywheel.api.winback.CampaignEvent;
import java.time.Instant;

/** What happened to a campaign, or to sending, as read from the log. */
record LoggedChange(long position, Instant recordedAt, CampaignEvent event) {}
