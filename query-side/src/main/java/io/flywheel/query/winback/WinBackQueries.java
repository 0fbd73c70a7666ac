package io.flywheel.query.winback;

import io.flywheel.api.winback.Campaign;
import io.flywheel.api.winback.CampaignOverview;
import io.flywheel.api.winback.CampaignResults;
import io.flywheel.api.winback.CampaignResults.Arms;
import io.flywheel.api.winback.CampaignResults.Uplift;
import io.flywheel.api.winback.InArms;
import io.flywheel.query.money.Currency;
import io.flywheel.query.money.MoneyBook;
import io.flywheel.query.money.MoneyBooks;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.Problems;
import io.flywheel.query.platform.Snapshot;
import io.flywheel.query.winback.Arrivals.Arrival;
import io.flywheel.query.winback.Campaigns.Known;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what campaigns have come to. */
@Component
class WinBackQueries {
    private static final int AT_ONCE = 5_000;

    private final Campaigns campaigns;
    private final DecisionReader decisions;
    private final Arrivals arrivals;
    private final Whereabouts whereabouts;
    private final Silences silences;
    private final Goals goals;
    private final MoneyBooks books;
    private final Snapshot snapshot;
    private final Positions positions;

    WinBackQueries(
            Campaigns campaigns,
            DecisionReader decisions,
            Arrivals arrivals,
            Whereabouts whereabouts,
            Silences silences,
            Goals goals,
            MoneyBooks books,
            Snapshot snapshot,
            Positions positions) {
        this.campaigns = campaigns;
        this.decisions = decisions;
        this.arrivals = arrivals;
        this.whereabouts = whereabouts;
        this.silences = silences;
        this.goals = goals;
        this.books = books;
        this.snapshot = snapshot;
        this.positions = positions;
    }

    List<CampaignOverview> all(WinBackQuestion question) {
        MoneyBook book = books.now();
        return snapshot.read(() -> {
            long position = position(book);
            Currency currency = Currency.in(book, question.currency());
            List<CampaignOverview> all = new ArrayList<>();
            for (Known known : campaigns.all()) {
                Tally tally = decisions.tally(known.shown().id(), question.start(), question.end());
                Tally.People people = tally.people();
                Comparison comparison = compare(known, people, new Comparison(question.end(), book, currency));
                all.add(overview(known, tally, people, comparison, position));
            }
            return all;
        });
    }

    private static CampaignOverview overview(
            Known known, Tally tally, Tally.People people, Comparison comparison, long position) {
        Campaign campaign = known.shown();
        return new CampaignOverview(
                campaign.id(),
                campaign.version(),
                known.state(),
                known.sendingStopped(),
                campaign.titles(),
                campaign.model(),
                campaign.stage(),
                campaign.goal(),
                tally.begun(),
                people.in(true),
                people.in(false),
                new InArms(comparison.addressed.returnedSoFar(), comparison.heldOut.returnedSoFar()),
                position);
    }

    /** @throws org.springframework.web.ErrorResponseException 404 for a campaign that was never published */
    CampaignResults results(String campaign, WinBackQuestion question) {
        if (question.from() != null && question.from().isAfter(question.at())) {
            throw Problems.bad("from", "from=" + question.from() + " is after at=" + question.at() + ".");
        }
        MoneyBook book = books.now();
        return snapshot.read(() -> {
            long position = position(book);
            Known known = campaigns.named(campaign);
            Currency currency = Currency.in(book, question.currency());
            Tally tally = decisions.tally(campaign, question.start(), question.end());
            Tally.People people = tally.people();
            Comparison comparison = compare(known, people, new Comparison(question.end(), book, currency));
            return told(known, question, book, currency, tally, people, comparison, position);
        });
    }

    private long position(MoneyBook book) {
        return Math.min(book.position(), positions.reached(WinBackProjection.NAME, "identity", Whereabouts.READ_MODEL));
    }

    private Comparison compare(Known known, Tally.People people, Comparison comparison) {
        Map<String, Draw> some = new HashMap<>();
        people.each((person, draw) -> {
            some.put(person, draw);
            if (some.size() == AT_ONCE) {
                compare(known, some, comparison);
            }
        });
        compare(known, some, comparison);
        return comparison;
    }

    private void compare(Known known, Map<String, Draw> some, Comparison comparison) {
        Map<String, List<Arrival>> found = arrivals.of(some.keySet());
        Map<Integer, Set<String>> reached = new HashMap<>();
        Map<String, Whereabouts.Known> there = new HashMap<>();
        Map<String, Map<String, Arrival>> silent = new HashMap<>();
        some.forEach((person, draw) -> {
            Campaign campaign = known.version(draw.version);
            comparison.add(
                    person,
                    draw,
                    campaign,
                    reached.computeIfAbsent(draw.version, version -> goals.of(campaign)),
                    campaign.isToStay()
                            ? with(
                                    silent.computeIfAbsent(campaign.model(), model -> silences.of(some.keySet(), model))
                                            .get(person),
                                    found.getOrDefault(person, List.of()))
                            : found.getOrDefault(person, List.of()),
                    there.computeIfAbsent(campaign.model(), model -> whereabouts.of(some.keySet(), model))
                            .wasThere(person, campaign, draw.at));
        });
        some.clear();
    }

    private static List<Arrival> with(@Nullable Arrival silence, List<Arrival> arrivals) {
        if (silence == null) {
            return arrivals;
        }
        List<Arrival> all = new ArrayList<>(arrivals);
        all.add(silence);
        return all;
    }

    private static CampaignResults told(
            Known known,
            WinBackQuestion question,
            MoneyBook book,
            Currency currency,
            Tally tally,
            Tally.People people,
            Comparison comparison,
            long position) {
        Campaign campaign = known.shown();
        Uplift uplift = comparison.uplift();
        return new CampaignResults(
                campaign.id(),
                campaign.version(),
                known.state(),
                known.sendingStopped(),
                campaign.titles(),
                campaign.model(),
                campaign.stage(),
                campaign.goal(),
                told(campaign.within()),
                campaign.holdOut(),
                campaign.steps().stream()
                        .map(step -> new CampaignResults.Step(
                                step.number(), told(step.after()), step.channel(), step.template()))
                        .toList(),
                question.at(),
                question.from(),
                currency.code(),
                currency.others(book),
                tally.begun(),
                tally.tried(),
                people.in(false),
                people.steps(),
                people.in(true),
                tally.blocked(),
                tally.declined(),
                tally.postponed(),
                new InArms(comparison.addressed.returnedSoFar(), comparison.heldOut.returnedSoFar()),
                new InArms(comparison.addressed.notYet(), comparison.heldOut.notYet()),
                new InArms(comparison.addressed.takenBack(), comparison.heldOut.takenBack()),
                people.torn(),
                new Arms(comparison.addressed.told(currency), comparison.heldOut.told(currency)),
                uplift,
                comparison.revenueUplift(),
                Comparison.conclusion(uplift),
                comparison.cost(),
                comparison.costPerReturn(uplift),
                comparison.costPerReturnReason(uplift),
                comparison.missing(),
                position);
    }

    /** Whole days as such: {@code P10D}, not {@code PT240H}. */
    private static String told(Duration duration) {
        Duration days = Duration.ofDays(duration.toDays());
        return !days.isZero() && days.equals(duration)
                ? Period.ofDays((int) days.toDays()).toString()
                : duration.toString();
    }
}
