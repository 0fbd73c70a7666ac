package io.flywheel.api.touchpoint;

/** What the money of a touchpoint does to a person's value. */
public enum MoneyEffect {
    EARNS,
    /** Lowers value; is no order. */
    REFUNDS,
    /** Takes back what of its order is not yet refunded. */
    CANCELS,
    /** The amount is only quoted (a cart, a checkout). */
    NONE
}
