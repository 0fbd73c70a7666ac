package io.flywheel.query.winback;

import io.flywheel.api.winback.Campaign;

/** Reads the text of a published campaign. */
@FunctionalInterface
interface CampaignReader {
    Campaign read(String campaign, int version, String text);
}
