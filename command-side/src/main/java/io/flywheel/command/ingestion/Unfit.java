package io.flywheel.command.ingestion;

/** One event cannot become a touchpoint as it is; it goes to quarantine with this reason. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason a stable code
     * @param detail one sentence for a person
     */
    Unfit(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
