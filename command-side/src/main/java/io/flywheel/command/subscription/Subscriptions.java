package io.flywheel.command.subscription;

import io.flywheel.command.delivery.Subscriber;
import io.flywheel.command.platform.LastPosition;
import io.flywheel.command.subscription.SubscriptionSettings.StageChanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is told of stage changes, and since when: from the head of the log on, as it was when they were first named. */
@Component
class Subscriptions {
    private final Map<String, Subscription> bySource = new LinkedHashMap<>();
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private volatile List<Standing> standing = List.of();

    /** @param since the position after which it is told */
    record Standing(Subscription subscription, long since) {}

    Subscriptions(SubscriptionSettings settings, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        settings.sources().forEach((source, told) -> {
            StageChanges wanted = told.stageChanges();
            if (wanted != null) {
                bySource.put(source, subscription(source, wanted));
            }
        });
    }

    private static Subscription subscription(String source, StageChanges wanted) {
        if (!wanted.newsLimit().isPositive()) {
            throw Subscriber.refused(
                    what(source),
                    "nothing would ever be news within " + wanted.newsLimit() + ".",
                    "Set " + setting(source) + ".news-limit to a time such as PT72H, or leave it out.");
        }
        return new Subscription(source, Set.copyOf(wanted.models()), Set.copyOf(wanted.stages()), wanted.newsLimit());
    }

    static String what(String source) {
        return "The subscription of the source \"" + source + "\" to stage changes";
    }

    static String setting(String source) {
        return "flywheel.sources." + source + ".stage-changes";
    }

    List<Subscription> all() {
        return List.copyOf(bySource.values());
    }

    /** None before {@link #begin}. */
    List<Standing> standing() {
        return standing;
    }

    /** Whoever is new begins here and now; whoever is named no more will be new if it is named again. */
    void begin() {
        standing = transaction.execute(status -> {
            Map<String, Long> since = new HashMap<>();
            jdbc.query("SELECT source, since FROM subscription", row -> {
                since.put(row.getString(1), row.getLong(2));
            });
            for (String source : since.keySet()) {
                if (!bySource.containsKey(source)) {
                    jdbc.update("DELETE FROM subscription WHERE source = ?", source);
                }
            }
            List<Standing> all = new ArrayList<>();
            long head = LastPosition.ofLog(jdbc);
            for (Subscription each : bySource.values()) {
                Long before = since.get(each.source());
                if (before == null) {
                    jdbc.update("INSERT INTO subscription (source, since) VALUES (?, ?)", each.source(), head);
                }
                all.add(new Standing(each, before == null ? head : before));
            }
            return List.copyOf(all);
        });
    }
}
