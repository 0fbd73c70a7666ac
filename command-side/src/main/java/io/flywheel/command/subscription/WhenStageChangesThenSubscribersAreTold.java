package io.flywheel.command.subscription;

import io.flywheel.api.LifecycleId;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Gathers the stage changes of a batch of events and lets all of them be told at its end, in the transaction of its token. */
final class WhenStageChangesThenSubscribersAreTold implements EventMessageHandler {
    private static final String GATHERED = "flywheel.stageChanges";

    private final Subscriptions subscriptions;
    private final StageChangeNotices notices;

    WhenStageChangesThenSubscribersAreTold(Subscriptions subscriptions, StageChangeNotices notices) {
        this.subscriptions = subscriptions;
        this.notices = notices;
    }

    @Override
    public Object handle(EventMessage<?> message) {
        DomainEventMessage<?> event = (DomainEventMessage<?>) message;
        long position =
                ((TrackedEventMessage<?>) message).trackingToken().position().orElseThrow();
        gathered()
                .addAll(StageChange.in(
                        event.getPayload(),
                        new StageChange.Logged(
                                new LifecycleId(event.getAggregateIdentifier()),
                                position,
                                event.getSequenceNumber(),
                                event.getTimestamp())));
        return true;
    }

    private List<StageChange> gathered() {
        UnitOfWork<?> work = CurrentUnitOfWork.get();
        return work.getOrComputeResource(GATHERED, key -> {
            List<StageChange> changes = new ArrayList<>();
            work.onPrepareCommit(done -> notices.put(changes, subscriptions.standing()));
            return changes;
        });
    }

    /** A replay tells nobody anything. */
    @Override
    public boolean supportsReset() {
        return false;
    }
}
