package io.flywheel.command.delivery;

import io.flywheel.command.platform.InList;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of one channel, which do not wait for those of others; or of all channels that are not there. */
final class Lane {
    private final @Nullable Channel channel;
    private final List<String> channels;
    private volatile Instant closedUntil = Instant.MIN;

    private Lane(@Nullable Channel channel, List<String> channels) {
        this.channel = channel;
        this.channels = channels;
    }

    static Lane of(Channel channel) {
        return new Lane(channel, List.of(channel.name()));
    }

    static Lane beside(List<String> channels) {
        return new Lane(null, channels);
    }

    /** None if there is no such channel. */
    @Nullable
    Channel channel() {
        return channel;
    }

    String name() {
        return channel == null ? "others" : channel.name();
    }

    List<String> channels() {
        return channels;
    }

    /** In SQL, with the channels for its question marks. */
    String condition() {
        return channel == null ? "channel NOT IN " + InList.marks(channels) : "channel = ?";
    }

    /** How much more seldom than others it is looked at: where there is no channel, all that waits has to be read. */
    int patience() {
        return channel == null ? 20 : 1;
    }

    /** The receiver wants to be left alone. */
    void close(Instant until) {
        closedUntil = until;
    }

    boolean isOpen(Instant now) {
        return !now.isBefore(closedUntil);
    }
}
