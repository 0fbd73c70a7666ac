package io.flywheel.command.delivery;

import java.util.List;

/** Knows which services are told about people. */
public interface Subscribers {
    List<Subscriber> all();
}
