package io.flywheel.command.definition;

import java.time.Instant;

/**
 * One version of a definition, such as a model or a campaign, as it stands in the log for ever.
 *
 * @param version from 1
 * @param text the whole YAML
 * @param hash SHA-256 of the text, hex
 * @param by who published it
 * @param publishedAt when, UTC
 */
public record PublishedVersion(int version, String text, String hash, String by, Instant publishedAt) {}
