package io.flywheel.command.lifecycle;

/**
 * What she said about a purpose, once it was heard.
 *
 * @param isNew whether it was recorded, since it was not known
 * @param decides whether it is what holds
 */
record Heard(boolean isNew, boolean decides) {}
