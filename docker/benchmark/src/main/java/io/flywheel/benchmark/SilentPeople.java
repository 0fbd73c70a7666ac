package io.flywheel.benchmark;

import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.TouchpointKind;
import io.flywheel.command.identity.PersonFinder;
import io.flywheel.command.lifecycle.ConsentRecorder;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/** Within the product: people who did something long ago, and the detector that looks at them when it is told to. */
final class SilentPeople {
    static final String PURPOSE = "email";

    private static final int AT_ONCE = 500;
    private static final Duration OFTEN = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Started product;
    private final SmartLifecycle detector;
    private final JdbcTemplate ledger;
    private final Clock clock;
    private int groups;

    SilentPeople(Started product) {
        this.product = product;
        this.detector = product.bean("io.flywheel.command.churn.ChurnDetector", SmartLifecycle.class);
        this.ledger = product.bean(JdbcTemplate.class);
        this.clock = Clock.systemUTC();
        detector.stop();
    }

    FullSheet sheet() {
        return new FullSheet(ledger);
    }

    Instant now() {
        return clock.instant();
    }

    /** @return what their userIds begin with */
    String arrive(int people, Duration ago) {
        Instant then = now().minus(ago);
        String group = "silent-" + ++groups + "-";
        TouchpointRecorder recorder = product.bean(TouchpointRecorder.class);
        for (int from = 0; from < people; from += AT_ONCE) {
            List<IncomingTouchpoint> some = new ArrayList<>();
            for (int i = from; i < Math.min(people, from + AT_ONCE); i++) {
                some.add(visit(group + i, then));
            }
            // Imported: a service that sends so much of long ago would be waited for.
            recorder.record(new RecordTouchpoints("local", group, some));
        }
        return group;
    }

    void consent(String group, int people, Duration ago) {
        PersonFinder finder = product.bean(PersonFinder.class);
        ConsentRecorder consents = product.bean(ConsentRecorder.class);
        Instant then = now().minus(ago);
        for (int i = 0; i < people; i++) {
            consents.record(
                    finder.require(group + i), new ConsentChanged(PURPOSE, true, then, "benchmark", null, null));
        }
    }

    void startDetector() {
        detector.start();
    }

    void stopDetector() {
        detector.stop();
    }

    /** @return the seconds until nobody is due any more */
    double detect(int people) {
        FullSheet sheet = sheet();
        Instant now = now();
        long before = head();
        long start = System.nanoTime();
        startDetector();
        Poll.until(() -> !sheet.isAnybodyDue(now), OFTEN);
        double seconds = (System.nanoTime() - start) / 1e9;
        stopDetector();
        long lost = count(
                "SELECT COUNT(DISTINCT stream) FROM ledger_event WHERE position > ? AND type = 'ChurnDetected'",
                before);
        if (lost != people) {
            throw new IllegalStateException("Of " + people + " people " + lost + " were found to have fallen silent");
        }
        return seconds;
    }

    long head() {
        return count("SELECT position FROM ledger_head WHERE id = ?", 1);
    }

    long count(String sql, Object... values) {
        Long count = ledger.queryForObject(sql, Long.class, values);
        return count == null ? 0 : count;
    }

    /** The read models have seen all of them: they do not take part in what is measured next. */
    void awaitReadModels() throws InterruptedException {
        try (Api api = product.api()) {
            api.awaitCaughtUp(head(), PATIENCE);
        }
    }

    private static IncomingTouchpoint visit(String user, Instant then) {
        return new IncomingTouchpoint(
                user,
                TouchpointKind.PAGE,
                Touch.PAGE,
                List.of(ExternalId.user(user)),
                null,
                null,
                then,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                "{\"properties\":{\"path\":\"/catalogue\"}}",
                "digest of " + user);
    }
}
