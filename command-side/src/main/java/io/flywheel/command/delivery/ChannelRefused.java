package io.flywheel.command.delivery;

/** A channel is set up so that nothing could be sent by it. */
final class ChannelRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    ChannelRefused(String channel, String why, String action) {
        super("The channel \"" + channel + "\" cannot be used: " + why);
        this.action = action;
    }

    /** What puts it right. */
    String action() {
        return action;
    }
}
