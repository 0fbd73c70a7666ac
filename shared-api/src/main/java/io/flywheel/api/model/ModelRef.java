package io.flywheel.api.model;

/** Names one published version of a stage model. */
public record ModelRef(String id, int version) {
    @Override
    public String toString() {
        return id + "@" + version;
    }
}
