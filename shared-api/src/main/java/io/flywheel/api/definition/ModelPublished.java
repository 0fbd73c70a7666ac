package io.flywheel.api.definition;

/**
 * A version of a stage model was published; it never changes.
 *
 * @param version from 1
 * @param text the whole YAML
 * @param hash SHA-256 of the text, hex
 * @param by who published it
 */
public record ModelPublished(String model, int version, String text, String hash, String by)
        implements DefinitionEvent {}
