package io.flywheel.api.definition;

/** What can happen to a definition; each definition has an event stream of its own. */
public sealed interface DefinitionEvent permits ModelPublished, ModelActivated {}
