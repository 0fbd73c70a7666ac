package io.flywheel.command.definition;

/** What was sent is too long to be a model that anybody could read. */
final class TextTooLarge extends RuntimeException {
    static final int LIMIT_BYTES = 256 * 1024;
    private static final long serialVersionUID = 1L;

    TextTooLarge(int bytes) {
        super("A model's text has at most %d bytes; this one has %d. Publish it as several models."
                .formatted(LIMIT_BYTES, bytes));
    }
}
