package io.flywheel.command.identity;

/** An id that somebody asked for is nobody's. */
public final class NobodyKnown extends RuntimeException {
    private final String id;

    public NobodyKnown(String id) {
        super("nobody is known by this id");
        this.id = id;
    }

    /** As it was asked for; never to be logged. */
    public String id() {
        return id;
    }
}
