package io.flywheel.query.ltv;

import io.flywheel.api.EventFormat;
import io.flywheel.api.Micros;
import io.flywheel.api.ltv.FitPublished;
import io.flywheel.query.platform.ReadStore;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds the published parameters that a prediction is made with. */
@Component
class PublishedFits {
    private static final String NEWEST = "SELECT fit, until_at FROM fit WHERE until_at <= ? ORDER BY version DESC";

    private final JdbcTemplate jdbc;

    PublishedFits(@ReadStore JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest version for a currency that knows nothing of what happened at an instant or later. */
    Optional<FitPublished> newest(String currency, Instant at) {
        return jdbc
                .query(
                        NEWEST,
                        (row, number) -> (FitPublished)
                                EventFormat.read(EventFormat.typeOf(FitPublished.class), row.getBytes(1)),
                        Micros.of(at))
                .stream()
                .filter(published -> published.fit().currency().equals(currency))
                .findFirst();
    }
}
