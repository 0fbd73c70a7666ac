package io.flywheel.api.lifecycle;

import io.flywheel.api.LifecycleId;
import java.util.List;

/**
 * Somebody turned out to be this person; her ids and touchpoints follow.
 *
 * @param from the lifecycle that ended
 * @param by what told so: {@code identify}, {@code alias}, or {@code api} for a request by hand
 * @param consents everything she has said there about any purpose, which holds here as well
 * @param offered what campaigns began there and sent, which counts here as well
 */
public record LifecycleJoined(LifecycleId from, String by, List<ConsentChanged> consents, Offered offered)
        implements LifecycleEvent {}
