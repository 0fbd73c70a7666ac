package io.flywheel.query.platform;

import java.time.Instant;

/** When what became known, told by the read model that keeps it to others whose answers may be asked for as of then. */
public interface KnowledgeClock {
    /** The largest position of the log that was recorded at or before an instant, 0 where there is none. */
    long positionAt(Instant instant);
}
