package io.flywheel.command.definition;

/** A model or a campaign, or a version of one, was asked for that has never been published. */
public final class UnknownDefinition extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UnknownDefinition(String message) {
        super(message);
    }

    /** @param kind {@code model} or {@code campaign}, after which its part of the API is called as well */
    public static UnknownDefinition id(String kind, String id) {
        return new UnknownDefinition(
                "No %1$s is called '%2$s'. GET /api/%1$ss lists those that exist; PUT /api/%1$ss/%2$s publishes one."
                        .formatted(kind, id));
    }

    public static UnknownDefinition version(String kind, String id, int version, int newest) {
        return new UnknownDefinition(
                "The %1$s '%2$s' has no version %3$d: its versions are 1 to %4$d. PUT /api/%1$ss/%2$s publishes another."
                        .formatted(kind, id, version, newest));
    }
}
