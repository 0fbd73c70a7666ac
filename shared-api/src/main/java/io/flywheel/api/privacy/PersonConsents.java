package io.flywheel.api.privacy;

import java.time.Instant;
import java.util.List;

/**
 * What a person consents to.
 *
 * @param at the instant that is told, UTC
 * @param position the log position that it was known at; {@code knownAt=position:N} shows it again
 * @param consents each purpose about which she had said anything, in the order of the alphabet
 */
public record PersonConsents(Instant at, long position, List<ConsentState> consents) {}
