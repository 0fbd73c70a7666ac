package io.flywheel.command.winback;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.winback.Campaign;
import io.flywheel.api.winback.Draws;
import io.flywheel.api.winback.Step;
import io.flywheel.command.campaign.Campaigns;
import io.flywheel.command.campaign.Standing;
import io.flywheel.command.delivery.Channels;
import io.flywheel.command.delivery.ContactDetails;
import io.flywheel.command.delivery.Outbox;
import io.flywheel.command.delivery.OutgoingMessage;
import io.flywheel.command.lifecycle.Circumstances;
import io.flywheel.command.lifecycle.CourseRecorder;
import io.flywheel.command.lifecycle.StepTaken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Begins campaigns and takes the steps that are due: asks what is known of the world, lets the person decide, and hands over what is to be sent. */
@Component
class Steps {
    static final String USED_UP = "steps-used-up";
    /** How long a step is put off while nothing may be sent. */
    static final Duration KEPT = Duration.ofMinutes(10);

    private final CourseRecorder courses;
    private final Campaigns campaigns;
    private final Channels channels;
    private final ContactDetails contacts;
    private final Outbox outbox;
    private final Draws draws;
    private final Clock clock;

    Steps(
            CourseRecorder courses,
            Campaigns campaigns,
            Channels channels,
            ContactDetails contacts,
            Outbox outbox,
            Draws draws,
            Clock clock) {
        this.courses = courses;
        this.campaigns = campaigns;
        this.channels = channels;
        this.contacts = contacts;
        this.outbox = outbox;
        this.draws = draws;
        this.clock = clock;
    }

    /**
     * Begins campaigns, with the first step of each that is due at once.
     *
     * @param entries who entered which stage when
     */
    void begin(List<Entry> entries) {
        Map<LifecycleId, ZoneId> zones =
                contacts.zones(entries.stream().map(Entry::person).distinct().toList());
        List<CourseRecorder.Beginning> beginnings = entries.stream()
                .map(entry -> new CourseRecorder.Beginning(
                        entry.person(),
                        entry.campaign(),
                        entry.since(),
                        circumstances(entry.person(), entry.campaign(), 1, zones)))
                .toList();
        outbox.put(courses.begin(beginnings).stream()
                .map(offer -> message(offer.person(), offer.campaign(), offer.made()))
                .toList());
    }

    /** @param since when she entered the stage that the campaign is for */
    record Entry(LifecycleId person, Campaign campaign, Instant since) {}

    /**
     * What comes first in a campaign that has begun.
     *
     * @param began the place in her stream of the event that began it
     */
    StepTaken first(LifecycleId person, long began, String campaign, int version) {
        return courses.first(person, began, campaigns.byRef(campaign, version));
    }

    /** What it decides and what is to be sent are stored in one transaction. */
    StepTaken take(LifecycleId person, String episode, String campaign, int version, int number) {
        Campaign chosen = campaigns.byRef(campaign, version);
        StepTaken taken = courses.take(
                person, episode, number, circumstances(person, chosen, number, contacts.zones(List.of(person))));
        OfferMade offer = taken.offer();
        if (offer != null) {
            outbox.put(List.of(message(person, chosen, offer)));
        }
        return taken;
    }

    private static OutgoingMessage message(LifecycleId person, Campaign campaign, OfferMade offer) {
        return new OutgoingMessage(
                offer.message(),
                person,
                offer.episode(),
                offer.campaign(),
                offer.version(),
                offer.step(),
                offer.channel(),
                offer.template(),
                campaign.purpose(),
                offer.at());
    }

    private Circumstances circumstances(
            LifecycleId person, Campaign campaign, int number, Map<LifecycleId, ZoneId> zones) {
        Instant now = Micros.truncate(clock.instant());
        Step step = campaign.step(number);
        boolean stopped = campaigns.isSendingStoppedNow();
        Standing standing = campaigns.standing(campaign.id());
        return new Circumstances(
                now,
                zones.getOrDefault(person, campaign.zone()),
                channels.has(step.channel()),
                draws.of(campaign.id(), person),
                stopped ? "stopped" : standing == Standing.PAUSED ? "paused" : null,
                now.plus(KEPT),
                standing == Standing.ENDED ? "campaign-ended" : null);
    }

    /** Joins the transaction that is under way. */
    void withdraw(String episode) {
        outbox.withdraw(episode);
    }
}
