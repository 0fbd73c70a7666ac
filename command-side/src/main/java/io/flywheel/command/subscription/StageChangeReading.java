package io.flywheel.command.subscription;

import io.flywheel.api.model.Stage;
import io.flywheel.api.model.StageModel;
import io.flywheel.command.definition.ActiveModels;
import io.flywheel.command.platform.Automation;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Reads stage changes while the program runs, if there is anybody who wants to be told. */
final class StageChangeReading implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StageChangeReading.class);

    private final Subscriptions subscriptions;
    private final ActiveModels models;
    private final Automation automation;
    private volatile boolean running;

    StageChangeReading(Subscriptions subscriptions, ActiveModels models, Automation automation) {
        this.subscriptions = subscriptions;
        this.models = models;
        this.automation = automation;
    }

    /** A model may be published later, so that none of that name stops nothing. */
    private void warnOfWhatIsNotThere(Subscription subscription) {
        String setting = Subscriptions.setting(subscription.source());
        for (String model : subscription.models()) {
            if (models.activeAndNewest(model).isEmpty()) {
                LOG.warn("{}.models names {}; no model of that name is published.", setting, model);
            }
        }
        List<StageModel> all = subscription.models().isEmpty()
                ? models.all()
                : subscription.models().stream()
                        .flatMap(model -> models.activeAndNewest(model).stream())
                        .toList();
        for (String stage : subscription.stages()) {
            if (all.stream()
                    .flatMap(model -> model.stages().stream())
                    .map(Stage::name)
                    .noneMatch(stage::equals)) {
                LOG.warn("{}.stages names {}; no such model has a stage of that name.", setting, stage);
            }
        }
    }

    @Override
    public void start() {
        subscriptions.begin();
        if (!subscriptions.all().isEmpty()) {
            subscriptions.all().forEach(this::warnOfWhatIsNotThere);
            automation.start();
        }
        running = true;
    }

    @Override
    public void stop() {
        automation.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
