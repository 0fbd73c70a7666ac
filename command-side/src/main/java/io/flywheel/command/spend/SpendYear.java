package io.flywheel.command.spend;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.google.common.hash.Hashing;
import io.flywheel.api.spend.SpendRecorded;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** Knows what is known of one channel in one year, so that only what is new to it is recorded. */
@Aggregate(type = SpendYear.TYPE)
class SpendYear {
    static final String TYPE = "SpendYear";
    private static final int HASH = 32;

    @AggregateIdentifier
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // the first event sets it; Axon reads it
    private String stream;

    private final Map<Spent.Key, BigDecimal> amounts = new HashMap<>();

    SpendYear() {}

    /** Of bounded length, however long the channel's name is. */
    static String stream(String channel, LocalDate day) {
        String hash = Hashing.sha256()
                .hashString(channel, StandardCharsets.UTF_8)
                .toString()
                .substring(0, HASH);
        return "spend:" + hash + ":" + day.getYear();
    }

    /** @return whether it was not known yet */
    boolean record(Spent spent, String by) {
        BigDecimal known = amounts.get(spent.key());
        if (known != null && known.compareTo(spent.money().amount()) == 0) {
            return false;
        }
        apply(new SpendRecorded(spent.channel(), spent.day(), spent.money(), by));
        return true;
    }

    @EventSourcingHandler
    void on(SpendRecorded event) {
        stream = stream(event.channel(), event.day());
        amounts.put(
                new Spent.Key(event.channel(), event.day(), event.money().currency()),
                event.money().amount());
    }
}
