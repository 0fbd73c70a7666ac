package io.flywheel.demo;

import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.command.definition.ModelSwitch;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Sends the sample population through the same door as everybody else, while the product already serves. Sent again
 * after a crash it records only what is missing.
 */
@Component
class DemoLoader {
    private static final Logger LOG = LoggerFactory.getLogger(DemoLoader.class);
    private static final int BATCH = 500;

    private final DemoPlan plan;
    private final DemoState state;
    private final TouchpointRecorder recorder;
    private final ModelSwitch models;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    DemoLoader(DemoPlan plan, DemoState state, TouchpointRecorder recorder, ModelSwitch models) {
        this.plan = plan;
        this.state = state;
        this.recorder = recorder;
        this.models = models;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(1)
    void start() {
        plan.decide().ifPresent(note -> {
            Population population = Populations.named(note.population()).orElseThrow();
            if (note.complete() || !plan.mayLoad()) {
                report(population, note.complete() ? "loaded" : "interrupted", 0, 0);
                return;
            }
            report(population, DemoState.LOADING, 0, 0);
            plan.keep(note);
            thread = Thread.ofPlatform().name("demo").start(() -> run(note, population));
        });
    }

    /** Before anything that it records with stops. */
    @EventListener(ContextClosedEvent.class)
    void stop() throws InterruptedException {
        stopping = true;
        if (thread != null && !finished.await(20, TimeUnit.SECONDS)) {
            LOG.warn("The sample population is still being written; a later start goes on with it.");
        }
    }

    private void run(DemoNote note, Population population) {
        try {
            load(note, population);
        } catch (RuntimeException e) {
            report(population, "interrupted", 0, 0);
            LOG.error("The sample population could not be loaded to its end; starting again goes on with it.", e);
        } finally {
            finished.countDown();
        }
    }

    private void load(DemoNote note, Population population) {
        // Before anybody is there, so that nobody has to adopt it.
        models.activateUnlessActive(population.model(), population.source());
        List<IncomingTouchpoint> history = population.historyUntil(note.today());
        int total = history.size();
        LOG.info(
                "Loading the sample {}: {} people, {} touchpoints (--flywheel.demo=none does without).",
                population.name(),
                population.people(),
                total);
        int tenths = 0;
        int refused = 0;
        for (int from = 0; from < total; from += BATCH) {
            if (stopping) {
                report(population, "interrupted", total, from);
                return;
            }
            int to = Math.min(from + BATCH, total);
            refused += recorder.record(new RecordTouchpoints(
                            population.source(), "sample-" + population.name(), history.subList(from, to)))
                    .refused()
                    .size();
            report(population, DemoState.LOADING, total, to);
            int now = (int) (10L * to / total);
            if (now > tenths) {
                tenths = now;
                LOG.info("Sample {}: {} %", population.name(), 10 * tenths);
            }
        }
        plan.keep(note.completed());
        report(population, "loaded", total, total);
        if (refused > 0) {
            LOG.warn("{} touchpoints of the sample {} were refused.", refused, population.name());
        }
        LOG.info("The sample {} is loaded.", population.name());
    }

    private void report(Population population, String now, int touchpoints, int sent) {
        state.becomes(new DemoState.Report(population.name(), now, population.people(), touchpoints, sent));
    }
}
