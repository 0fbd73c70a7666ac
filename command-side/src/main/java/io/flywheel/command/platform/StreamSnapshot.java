package io.flywheel.command.platform;

/**
 * The state of an aggregate after one of its events, as it is stored.
 *
 * @param sequence of that event in its stream
 * @param revision names the model versions it was folded under
 */
public record StreamSnapshot(String stream, String type, long sequence, String revision, byte[] state) {}
