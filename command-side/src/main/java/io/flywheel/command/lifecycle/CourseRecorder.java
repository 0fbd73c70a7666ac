package io.flywheel.command.lifecycle;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.winback.Campaign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Lets people decide about campaigns, in the transaction that is under way if there is one. */
@Component
public class CourseRecorder {
    private final Transactions transactions;
    private final Lifecycles lifecycles;
    private final JdbcTemplate jdbc;

    CourseRecorder(Transactions transactions, Lifecycles lifecycles, JdbcTemplate jdbc) {
        this.transactions = transactions;
        this.lifecycles = lifecycles;
        this.jdbc = jdbc;
    }

    /**
     * A campaign that may begin with somebody.
     *
     * @param since when she entered the stage that the campaign is for, UTC
     * @param now what its first step is decided from, where that is due at once
     */
    public record Beginning(LifecycleId person, Campaign campaign, Instant since, Circumstances now) {}

    /** What is to be sent to somebody. */
    public record Offer(LifecycleId person, Campaign campaign, OfferMade made) {}

    /**
     * All of them, or none: the people are locked in the order that everybody locks them in, and their events appended at
     * once.
     */
    public List<Offer> begin(List<Beginning> beginnings) {
        List<String> people = beginnings.stream()
                .map(beginning -> beginning.person().value())
                .distinct()
                .toList();
        return transactions
                .inOne("begin", (work, again) -> {
                    lifecycles.prepareCurrent(work, people);
                    List<Offer> offers = new ArrayList<>();
                    for (Beginning each : beginnings) {
                        OfferMade made = lifecycles
                                .load(each.person().value())
                                .invoke(lifecycle -> lifecycle.begin(each.campaign(), each.since(), each.now()));
                        if (made != null) {
                            offers.add(new Offer(each.person(), each.campaign(), made));
                        }
                    }
                    return offers;
                })
                .result();
    }

    /** A step that was taken before is not taken again. */
    public StepTaken take(LifecycleId person, String episode, int step, Circumstances circumstances) {
        return transactions
                .inOne("step", (work, again) -> {
                    lifecycles.prepareCurrent(work, List.of(person.value()));
                    return lifecycles
                            .load(person.value())
                            .invoke(lifecycle -> lifecycle.takeStep(episode, step, circumstances));
                })
                .result();
    }

    /**
     * What comes first in a campaign that has begun. Where its first step was due at once, that was decided in the event
     * after the one that began it; the person herself need not be asked, nor waited for.
     *
     * @param began the place in her stream of the event that began it
     */
    public StepTaken first(LifecycleId person, long began, Campaign campaign) {
        long told = campaign.beginsAtOnce() ? began + 1 : began;
        WinBackEvent event = jdbc.queryForObject(
                "SELECT type, payload FROM ledger_event WHERE stream = ? AND sequence = ?",
                (row, number) -> (WinBackEvent) EventFormat.read(row.getString(1), row.getBytes(2)),
                person.value(),
                told);
        return Courses.next(campaign, event);
    }
}
