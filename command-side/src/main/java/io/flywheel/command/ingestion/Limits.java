package io.flywheel.command.ingestion;

/** What one request of the tracking API may hold, as its SDKs know it. Sizes are of the decompressed body. */
final class Limits {
    static final int EVENT_BYTES = 32 * 1024;
    static final int BATCH_BYTES = 500 * 1024;
    static final int BATCH_EVENTS = 2_500;
    static final int MESSAGE_ID = 100;
    static final int ID = 255;
    static final int NAME = 200;
    static final int NESTING = 64;

    /** Deeper than an event may be, so that one that is too deep is set aside instead of making its batch unreadable. */
    static final int READABLE_NESTING = 256;

    /** What a batch may grow to when its common context is repeated in each event: a small body must not become a huge one. */
    static final int EXPANDED_BYTES = 4 * 1024 * 1024;

    private Limits() {}
}
