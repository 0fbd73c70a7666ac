package io.flywheel.command.churn;

import io.flywheel.command.platform.Worker;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Nominates who may have fallen silent, reading only those rows of the {@link DueSheet} that are due; whether somebody
 * has is her own lifecycle's decision. Any number of these may run on one store.
 */
@Component
class ChurnDetector implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChurnDetector.class);
    private static final int AT_ONCE = 200;
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final DueSheet sheet;
    private final SilenceDecision decision;
    private final SourceBreaker breaker;
    private final BackFills backFills;
    private final List<HistoryArriving> fillings;
    private final Clock clock;
    private final boolean enabled;
    private final Worker worker = new Worker();

    ChurnDetector(
            DueSheet sheet,
            SilenceDecision decision,
            SourceBreaker breaker,
            BackFills backFills,
            List<HistoryArriving> fillings,
            Clock clock,
            @Value("${flywheel.churn.detector:true}") boolean enabled) {
        this.sheet = sheet;
        this.decision = decision;
        this.breaker = breaker;
        this.backFills = backFills;
        this.fillings = fillings;
        this.clock = clock;
        this.enabled = enabled;
    }

    /**
     * Looks at everybody who is due. While history is filled in nobody is looked at: its next row may tell what she did.
     *
     * @return how many people were lost to one model or more
     */
    int detect() {
        int churned = 0;
        SourcesNow sources = null;
        while (fillings.stream().noneMatch(HistoryArriving::isUnderWay)) {
            Instant now = clock.instant();
            List<String> due = sheet.due(now, AT_ONCE);
            if (due.isEmpty()) {
                break;
            }
            if (sources == null) {
                // The same for everybody of a run: it changes by the hour, and costs reading all hours of all sources.
                sources = new SourcesNow(breaker.silent(), backFills.underWay());
            }
            churned += decision.assess(due, now, sources);
        }
        return churned;
    }

    private void work() {
        while (worker.goesOn()) {
            try {
                int churned = detect();
                if (churned > 0) {
                    LOG.info("{} people have fallen silent", churned);
                }
            } catch (RuntimeException failure) {
                LOG.warn("who has fallen silent could not be found out; it is tried again", failure);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    @Override
    public void start() {
        if (enabled) {
            worker.start("churn-detector", this::work);
        }
    }

    @Override
    public void stop() {
        worker.stop();
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }
}
