package io.flywheel.api.definition;

/** From here on people have a stage under this version of the model; the version active before it ends. */
public record ModelActivated(String model, int version, String by) implements DefinitionEvent {}
