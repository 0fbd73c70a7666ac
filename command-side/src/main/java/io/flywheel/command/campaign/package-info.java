/**
 * Campaigns as published versions in event streams of their own, and the switch that stops all sending. Knows the shared
 * campaign language, the stage models and the log; knows nothing of how a campaign runs for a person.
 */
@NullMarked
package io.flywheel.command.campaign;

import org.jspecify.annotations.NullMarked;
