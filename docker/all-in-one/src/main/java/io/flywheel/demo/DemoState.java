package io.flywheel.demo;

import io.flywheel.command.churn.HistoryArriving;
import org.springframework.stereotype.Component;

/** Whether what one sees is a demo, and how far it is loaded. */
@Component
class DemoState implements HistoryArriving {
    static final String LOADING = "loading";

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

    /** It is sent as services send, but all at once: what somebody did next comes a moment later. */
    @Override
    public boolean isUnderWay() {
        return report.state().equals(LOADING);
    }

    void becomes(Report now) {
        report = now;
    }
}
