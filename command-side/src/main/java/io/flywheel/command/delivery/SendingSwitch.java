package io.flywheel.command.delivery;

/** The one switch that stops all sending; asked before each message. */
public interface SendingSwitch {
    boolean isStopped();
}
