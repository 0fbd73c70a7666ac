package io.flywheel.api.model;

/** Names one published version of a stage model. */
public record ModelRef(String id, int version) {
    public static ModelRef of(StageModel model) {
        return new ModelRef(model.id(), model.version());
    }

    @Override
    public String toString() {
        return id + "@" + version;
    }
}
