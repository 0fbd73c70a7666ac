package io.flywheel.query.platform;

/** Money that cannot be told exactly: what was recorded is to blame, not the product. */
public final class TooLarge extends ArithmeticException {
    private static final long serialVersionUID = 1;

    public TooLarge(ArithmeticException overflow) {
        super(overflow.getMessage());
        initCause(overflow);
    }
}
