package io.flywheel.command.platform;

import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** The position of the last event that a unit of work appended, known once it is about to commit. */
public final class LastPosition {
    static final String RESOURCE = "flywheel.lastPosition";

    private LastPosition() {}

    /** None where the unit of work appended nothing. */
    public static @Nullable Long of(UnitOfWork<?> work) {
        return (Long) work.root().resources().get(RESOURCE);
    }
}
