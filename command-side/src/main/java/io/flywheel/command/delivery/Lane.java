package io.flywheel.command.delivery;

import io.flywheel.command.platform.InList;
import java.time.Instant;
import java.util.List;

/** What goes out by one way, and does not wait for what goes by others; or all that goes by ways that are not there. */
final class Lane {
    private final WayOut way;
    private final boolean beside;
    private final List<String> ways;
    private volatile Instant closedUntil = Instant.MIN;

    private Lane(WayOut way, boolean beside, List<String> ways) {
        this.way = way;
        this.beside = beside;
        this.ways = ways;
    }

    static Lane of(WayOut way) {
        return new Lane(way, false, List.of(way.name()));
    }

    /** @param ways all that there are */
    static Lane beside(WayOut nowhere, List<String> ways) {
        return new Lane(nowhere, true, ways);
    }

    WayOut way() {
        return way;
    }

    String name() {
        return way.name();
    }

    /** In the order of the question marks of {@link #condition}. */
    List<String> ways() {
        return ways;
    }

    /** In SQL. */
    String condition() {
        return beside ? "channel NOT IN " + InList.marks(ways) : "channel = ?";
    }

    /** How much more seldom than others it is looked at: where there is no way, all that waits has to be read. */
    int patience() {
        return beside ? 20 : 1;
    }

    /** The receiver wants to be left alone. */
    void close(Instant until) {
        closedUntil = until;
    }

    boolean isOpen(Instant now) {
        return !now.isBefore(closedUntil);
    }
}
