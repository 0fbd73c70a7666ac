package io.flywheel.api.winback;

/**
 * A version of a campaign was published; it never changes.
 *
 * @param version from 1
 * @param text the whole YAML
 * @param hash SHA-256 of the text, hex
 * @param by who published it
 */
public record CampaignPublished(String campaign, int version, String text, String hash, String by)
        implements CampaignEvent {}
