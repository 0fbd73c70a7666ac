package io.flywheel.command.lifecycle;

import org.axonframework.modelling.command.ConcurrencyException;

/** Somebody's ids went over to another lifecycle after they were looked up: the next attempt finds her there. */
final class MergedMeanwhile extends ConcurrencyException {
    MergedMeanwhile(String message) {
        super(message);
    }
}
