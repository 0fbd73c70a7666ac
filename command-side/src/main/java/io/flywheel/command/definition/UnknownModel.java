package io.flywheel.command.definition;

/** A model, or a version of one, was asked for that has never been published. */
final class UnknownModel extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UnknownModel(String message) {
        super(message);
    }

    static UnknownModel id(String model) {
        return new UnknownModel(
                "No model is called '%s'. GET /api/models lists those that exist; PUT /api/models/%s publishes one."
                        .formatted(model, model));
    }

    static UnknownModel version(String model, int version, int newest) {
        return new UnknownModel(
                "The model '%s' has no version %d: its versions are 1 to %d. PUT /api/models/%s publishes another."
                        .formatted(model, version, newest, model));
    }
}
