package io.flywheel.command.winback;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
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
import org.springframework.beans.factory.annotation.Autowired;

/** Waits for the steps of one campaign for one person, from its beginning until it is over for her. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class WinBackSaga {
    static final String DEADLINE = "win-back-step";
    private static final String EPISODE = "episode";

    private String person = "";
    private String episode = "";
    private String campaign = "";
    private int version;
    private int step;
    private @Nullable String deadline;

    @Autowired
    @JsonIgnore
    @SuppressWarnings("NullAway.Init") // injected whenever it is loaded
    private transient Steps steps;

    @Autowired
    @JsonIgnore
    @SuppressWarnings("NullAway.Init")
    private transient DeadlineManager deadlines;

    /** @param step that is due */
    record Due(int step) {}

    @StartSaga
    @SagaEventHandler(associationProperty = EPISODE)
    void on(WinBackStarted event, DomainEventMessage<?> message) {
        person = message.getAggregateIdentifier();
        episode = event.episode();
        campaign = event.campaign();
        version = event.version();
        await(1, steps.firstDue(campaign, version, event.at()));
    }

    @DeadlineHandler(deadlineName = DEADLINE)
    void on(Due due) {
        deadline = null;
        // One that was handled and could not be struck off comes again.
        if (due.step() != step) {
            return;
        }
        StepTaken taken = steps.take(new LifecycleId(person), episode, campaign, version, step);
        if (taken.due() != null) {
            await(taken.next(), taken.due());
        } else {
            SagaLifecycle.end();
        }
    }

    @EndSaga
    @SagaEventHandler(associationProperty = EPISODE)
    void on(WinBackEnded event) {
        if (deadline != null) {
            deadlines.cancelSchedule(DEADLINE, deadline);
        }
        if (!event.reason().equals(Steps.USED_UP)) {
            steps.withdraw(episode);
        }
    }

    private void await(int next, Instant due) {
        step = next;
        deadline = deadlines.schedule(due, DEADLINE, new Due(next));
    }
}
