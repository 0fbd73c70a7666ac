package io.flywheel.query.platform;

import java.time.Instant;

/** How many people there are, told by the read model that knows everybody to others that know some. */
public interface PeopleCount {
    /** People whose first touchpoint was before an instant. */
    long knownBefore(Instant at);
}
