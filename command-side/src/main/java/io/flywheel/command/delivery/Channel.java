package io.flywheel.command.delivery;

/** One way out. */
interface Channel {
    String name();

    /** What it is, in the facts of touchpoints: {@code email} where mails are sent. */
    default String kind() {
        return name();
    }

    /**
     * Returns once somebody else has taken the message over. It may be called again for one that was taken over before:
     * receivers tell it by its id.
     */
    void send(Letter letter) throws Undeliverable;
}
