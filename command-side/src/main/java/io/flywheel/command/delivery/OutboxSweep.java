package io.flywheel.command.delivery;

import io.flywheel.api.Micros;
import io.flywheel.command.platform.InList;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes notices that ended long ago. Messages stay: the links in them still have to work. */
@Component
class OutboxSweep {
    private static final int AT_ONCE = 500;
    private static final long EVERY_HOUR = 3_600_000;

    private final JdbcTemplate jdbc;
    private final DeliverySettings settings;
    private final Clock clock;

    OutboxSweep(JdbcTemplate jdbc, DeliverySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = EVERY_HOUR, initialDelay = EVERY_HOUR)
    void sweep() {
        long before = Micros.of(clock.instant().minus(settings.keepNotices()));
        List<String> old;
        do {
            old = jdbc.queryForList(
                    "SELECT id FROM outbox WHERE position IS NOT NULL AND ended_at < ? ORDER BY position LIMIT "
                            + AT_ONCE,
                    String.class,
                    before);
            if (!old.isEmpty()) {
                jdbc.update("DELETE FROM outbox WHERE id IN " + InList.marks(old), old.toArray());
            }
        } while (old.size() == AT_ONCE);
    }
}
