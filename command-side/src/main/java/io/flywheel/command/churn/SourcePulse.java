package io.flywheel.command.churn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Knows in which hours each source was heard of; an hour costs one write, however much is sent in it. */
@Component
public class SourcePulse {
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(SourcePulse.class);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Map<String, Long> noted = new ConcurrentHashMap<>();

    SourcePulse(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A service sent something just now. History that somebody imports says nothing about whether services still send. */
    public void heard(String source) {
        long hour = hour(clock.instant());
        Long before = noted.get(source);
        if (before == null || before != hour) {
            note(source, hour);
        }
    }

    /** What was sent is recorded, and that counts; this is noted with the next. */
    private void note(String source, long hour) {
        try {
            jdbc.update(
                    "INSERT INTO source_hour (source, heard_in) VALUES (?, ?) ON DUPLICATE KEY UPDATE heard_in = VALUES(heard_in)",
                    source,
                    hour);
            noted.put(source, hour);
        } catch (DataAccessException away) {
            LOG.warn("that source {} was heard of could not be noted", source, away);
        }
    }

    /** The hours in which each source was heard of since then, in order. */
    Map<String, TreeSet<Instant>> since(Instant first) {
        Map<String, TreeSet<Instant>> hours = new TreeMap<>();
        jdbc.query(
                "SELECT source, heard_in FROM source_hour WHERE heard_in >= ?",
                row -> {
                    hours.computeIfAbsent(row.getString(1), source -> new TreeSet<>())
                            .add(Instant.EPOCH.plus(HOUR.multipliedBy(row.getLong(2))));
                },
                hour(first));
        return hours;
    }

    private static long hour(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), HOUR.toSeconds());
    }
}
