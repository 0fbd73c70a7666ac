package io.flywheel.command.winback;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.command.lifecycle.StepTaken;
import java.time.Instant;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;

/** Waits for the steps of one campaign for one person, from its beginning until it is over for her. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class WinBackSaga {
    static final String DEADLINE = "win-back-step";
    private static final String EPISODE = "episode";

    private String person = "";
    private String episode = "";
    private String campaign = "";
    private int version;
    private int step;
    private @Nullable String deadline;

    /** @param step that is due */
    record Due(int step) {}

    /** Whoever loads it makes an empty one first. */
    public WinBackSaga() {}

    @StartSaga
    @SagaEventHandler(associationProperty = EPISODE)
    void on(WinBackStarted event, DomainEventMessage<?> message, Steps steps, DeadlineManager deadlines) {
        person = message.getAggregateIdentifier();
        episode = event.episode();
        campaign = event.campaign();
        version = event.version();
        goOn(steps.first(new LifecycleId(person), message.getSequenceNumber(), campaign, version), deadlines);
    }

    @DeadlineHandler(deadlineName = DEADLINE)
    void on(Due due, Steps steps, DeadlineManager deadlines) {
        deadline = null;
        // One that was handled and could not be struck off comes again.
        if (due.step() != step) {
            return;
        }
        goOn(steps.take(new LifecycleId(person), episode, campaign, version, step), deadlines);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = EPISODE)
    void on(WinBackEnded event, Steps steps, DeadlineManager deadlines) {
        if (deadline != null) {
            deadlines.cancelSchedule(DEADLINE, deadline);
        }
        if (!event.reason().equals(Steps.USED_UP)) {
            steps.withdraw(episode);
        }
    }

    private void goOn(StepTaken taken, DeadlineManager deadlines) {
        Instant due = taken.due();
        if (due == null) {
            SagaLifecycle.end();
            return;
        }
        step = taken.next();
        deadline = deadlines.schedule(due, DEADLINE, new Due(step));
    }
}
