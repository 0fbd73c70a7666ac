package io.flywheel.command.definition;

/** A version cannot become active because people were recorded under another one. */
final class RefoldingNeeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefoldingNeeded(String model, int version) {
        super(
                ("Activating a model with recorded people needs re-folding, which is not available yet: version %d of '%s'"
                                + " stays published and inactive. On an empty store it can be activated, or put its file in the"
                                + " folder flywheel.models before the first start.")
                        .formatted(version, model));
    }
}
