package io.flywheel.api.definition;

/** A rule is good CEL but says something that the fold cannot evaluate. */
final class NotSupported extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final long expression;

    NotSupported(long expression, String reason) {
        super(reason);
        this.expression = expression;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
