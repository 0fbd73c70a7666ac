package io.flywheel.command.lifecycle;

/** A split was asked for that would leave nobody, or nothing, on one side; the message says why. */
public final class NothingToSplit extends RuntimeException {
    NothingToSplit(String why) {
        super(why);
    }
}
