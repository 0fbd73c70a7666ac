package io.flywheel.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks for nothing to be sent to anybody. */
record StopSending(String reason, String by) {
    @TargetAggregateIdentifier
    String stream() {
        return SendingHalt.STREAM;
    }
}
