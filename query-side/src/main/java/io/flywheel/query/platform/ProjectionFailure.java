package io.flywheel.query.platform;

/** A block could not be projected and will be tried again; its message holds no personal data, nor does a cause. */
final class ProjectionFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProjectionFailure(String message) {
        super(message, null, false, false);
    }
}
