package io.flywheel.command.definition;

import io.flywheel.api.definition.DefinitionEvent;
import java.time.Instant;

/** A definition's event as read from the log. */
record LoggedDefinition(long position, Instant recordedAt, DefinitionEvent event) {}
