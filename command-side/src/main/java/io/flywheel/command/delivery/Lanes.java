package io.flywheel.command.delivery;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The lanes that this installation has: one for each channel, one for each subscriber, and one for what has neither. */
@Component
class Lanes {
    private final Channels channels;
    private final Letters letters;
    private final Subscribers subscribers;

    Lanes(Channels channels, Letters letters, Subscribers subscribers) {
        this.channels = channels;
        this.letters = letters;
        this.subscribers = subscribers;
    }

    /** All of them open. */
    List<Lane> open() {
        List<WayOut> ways = new ArrayList<>();
        channels.all().forEach(channel -> ways.add(letters.by(channel)));
        subscribers.all().forEach(subscriber -> ways.add(subscriber.way()));
        List<Lane> lanes = new ArrayList<>();
        ways.forEach(way -> lanes.add(Lane.of(way)));
        lanes.add(Lane.beside(letters.nowhere(), ways.stream().map(WayOut::name).toList()));
        return lanes;
    }
}
