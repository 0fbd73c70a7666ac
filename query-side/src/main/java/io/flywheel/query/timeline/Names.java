package io.flywheel.query.timeline;

/** What models and their stages are called for people, in one language. */
interface Names {
    String model(String model, int version);

    String stage(String model, int version, String stage);
}
