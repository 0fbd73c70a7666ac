package io.flywheel.command.platform;

/** This process has another secret than those who recorded the ledger. */
final class OtherSecret extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OtherSecret() {
        super("The ledger was recorded with another installation secret than this process has.");
    }

    String action() {
        return "Give every process on this ledger the same: as --flywheel.secret=<text> (FLYWHEEL_SECRET), or as the file"
                + " installation.secret of the first one's data folder, copied into this one's.";
    }
}
