package io.flywheel.command.delivery;

/** A way out is set up so that nothing could be sent by it. */
final class ChannelRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /** @param what that way, as the beginning of a sentence */
    ChannelRefused(String what, String why, String action) {
        super(what + " cannot be used: " + why);
        this.action = action;
    }

    static ChannelRefused channel(String name, String why, String action) {
        return new ChannelRefused("The channel \"" + name + "\"", why, action);
    }

    /** What puts it right. */
    String action() {
        return action;
    }
}
