package io.flywheel.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks for sending to go on. */
record ResumeSending(String by) {
    @TargetAggregateIdentifier
    String stream() {
        return SendingHalt.STREAM;
    }
}
