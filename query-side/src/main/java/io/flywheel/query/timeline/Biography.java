package io.flywheel.query.timeline;

import io.flywheel.api.Money;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.model.Transition;
import io.flywheel.api.timeline.PersonSummary;
import io.flywheel.api.timeline.TimelineItem;
import java.util.List;
import java.util.function.Consumer;

/**
 * Everything that the log knows of one person. What grows with her history is handed over event by event, oldest first,
 * so that no life is too long to be told.
 *
 * @param touchpoints hands over every touchpoint, the voided ones too, with what is sealed beside its facts
 * @param events hands over everything else
 */
public record Biography(
        PersonSummary summary,
        List<Path> paths,
        List<Worth> worth,
        Consumer<Consumer<Moment>> touchpoints,
        Consumer<Consumer<Moment>> events) {

    /**
     * Her way through the stages of one model.
     *
     * @param version the latest under which a step was recorded
     */
    public record Path(String model, int version, List<Transition> steps) {}

    /**
     * What she has been worth in one currency.
     *
     * @param orders completed orders in it
     * @param net less refunds and cancelled orders
     */
    public record Worth(String currency, long orders, Money net) {}

    /**
     * One event, as the timeline tells it and as it was recorded.
     *
     * @param stands whether nothing known took it back
     */
    public record Moment(TimelineItem item, LifecycleEvent event, boolean stands) {}
}
