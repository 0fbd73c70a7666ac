package io.flywheel.command.lifecycle;

/** Purposes are few names that an installation chooses; whoever sends more has put something else into them. */
public final class TooManyPurposes extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** How many one person can have said something about. */
    public static final int MOST = 100;

    TooManyPurposes() {
        super("somebody would have more than " + MOST + " purposes");
    }
}
