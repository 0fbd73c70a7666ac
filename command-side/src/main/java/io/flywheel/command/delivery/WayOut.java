package io.flywheel.command.delivery;

/** Hands over what waits in one lane. */
interface WayOut {
    /** As what goes out by it calls it. */
    String name();

    /** Whether what goes out by it is for people, who can be told too much, and not for services. */
    boolean addressesPeople();

    /** Returns once somebody else has taken it over, which may be for the second time. */
    void send(Outgoing what) throws Undeliverable;
}
