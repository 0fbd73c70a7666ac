package io.flywheel.demo;

import org.springframework.stereotype.Component;

/** Whether what one sees is a demo, and how far it is loaded. */
@Component
class DemoState {
    private volatile Report report = new Report(Populations.NONE, "none", 0, 0, 0);

    /**
     * @param population shop, school or none
     * @param state none, loading, loaded or interrupted
     * @param people in it
     * @param touchpoints in it; 0 while not yet known
     * @param sent of them so far in this run
     */
    record Report(String population, String state, int people, int touchpoints, int sent) {}

    Report report() {
        return report;
    }

    void becomes(Report now) {
        report = now;
    }
}
