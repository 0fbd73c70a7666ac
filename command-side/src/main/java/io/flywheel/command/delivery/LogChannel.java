package io.flywheel.command.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log what would go out, for trials and for installations that send nothing yet. */
final class LogChannel implements Channel {
    static final String NAME = "log";

    private static final Logger LOG = LoggerFactory.getLogger(LogChannel.class);

    private final String name;

    LogChannel(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(Letter letter) {
        OutgoingMessage message = letter.message();
        LOG.info(
                "message {} of campaign {} version {}, step {}, template {}",
                message.id(),
                message.campaign(),
                message.version(),
                message.step(),
                message.template());
    }
}
