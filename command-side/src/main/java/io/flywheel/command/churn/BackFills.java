package io.flywheel.command.churn;

import io.flywheel.api.Micros;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Notices services that send their history, so that nobody is taken for lost in the middle of her own: within ten minutes
 * very many touchpoints that are more than a day old, and more of these than of others. Phones that come back from a flight
 * do not look like that. One write a minute while it lasts, whichever process sees it.
 */
@Component
public class BackFills {
    /** How much older than its arrival makes a touchpoint history. */
    static final Duration LATE = Duration.ofDays(1);
    /** How long counts together, and how long it takes after the last of it to believe that it is over. */
    public static final Duration WINDOW = Duration.ofMinutes(10);
    /** Who sends old things for longer than this always does. */
    static final Duration LONGEST = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(BackFills.class);
    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);
    private static final String NOTE = """
            INSERT INTO source_back_fill (source, since_at, until_at) VALUES (?, ?, ?)
            ON DUPLICATE KEY UPDATE since_at = CASE WHEN until_at < ? THEN VALUES(since_at) ELSE since_at END,
                until_at = GREATEST(until_at, VALUES(until_at))""";

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Supplier<Stream<HistoryArriving>> toldElsewhere;
    private final int fewest;
    private final Map<String, Lately> lately = new ConcurrentHashMap<>();

    @Autowired
    BackFills(
            JdbcTemplate jdbc,
            Clock clock,
            ObjectProvider<HistoryArriving> toldElsewhere,
            @Value("${flywheel.churn.history-from:1000}") int fewest) {
        this(jdbc, clock, toldElsewhere::stream, fewest);
    }

    /** @param toldElsewhere while one of these is under way nobody is looked at anyway, so what comes then says nothing */
    BackFills(JdbcTemplate jdbc, Clock clock, Supplier<Stream<HistoryArriving>> toldElsewhere, int fewest) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.toldElsewhere = toldElsewhere;
        this.fewest = fewest;
    }

    private static final class Lately {
        private final Instant begun;
        private long late;
        private long all;
        private volatile @Nullable Instant noted;

        Lately(Instant begun) {
            this.begun = begun;
        }
    }

    /** When to look whether somebody was lost then of whom this source has just told. */
    public Instant whole(String source, Instant due) {
        Lately here = lately.get(source);
        Instant noted = here == null ? null : here.noted;
        return noted == null || noted.plus(WINDOW).isBefore(due) ? due : noted.plus(WINDOW);
    }

    /** A service sent these just now; what somebody imports is told of elsewhere. */
    public void heard(String source, Collection<Instant> occurred) {
        if (fewest <= 0) {
            return;
        }
        Instant now = clock.instant();
        Instant old = now.minus(LATE);
        long late = occurred.stream().filter(old::isAfter).count();
        Lately here = lately.compute(
                source,
                (name, before) -> before == null || before.begun.plus(WINDOW).isBefore(now) ? new Lately(now) : before);
        boolean isHistory;
        synchronized (here) {
            here.late += late;
            here.all += occurred.size();
            isHistory = late > 0
                    && here.late >= fewest
                    && 2 * here.late >= here.all
                    && (here.noted == null || here.noted.plus(BETWEEN_NOTES).isBefore(now));
            if (isHistory) {
                here.noted = now;
            }
        }
        if (isHistory && toldElsewhere.get().noneMatch(HistoryArriving::isUnderWay)) {
            note(source, now);
        }
    }

    /** What was sent is recorded, and that counts. */
    private void note(String source, Instant now) {
        long at = Micros.of(now);
        try {
            jdbc.update(NOTE, source, at, Micros.of(now.plus(WINDOW)), at);
        } catch (DataAccessException away) {
            LOG.warn("that source {} sends its history could not be noted", source, away);
        }
    }

    /** The sources that are at it. */
    Set<String> underWay() {
        Instant now = clock.instant();
        return new TreeSet<>(jdbc.queryForList(
                "SELECT source FROM source_back_fill WHERE until_at >= ? AND since_at > ?",
                String.class,
                Micros.of(now),
                Micros.of(now.minus(LONGEST))));
    }
}
