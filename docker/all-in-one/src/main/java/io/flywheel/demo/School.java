package io.flywheel.demo;

import io.flywheel.api.touchpoint.IncomingTouchpoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An online school: people register, get study suggestions by message, give feedback, join the community and bring
 * friends.
 */
final class School implements Population {
    static final String REFERRAL = "referral";
    private static final long SEED = 20_260_202;
    private static final List<String> CHANNELS = List.of("search", "social", "wechat");

    private final int people;

    School() {
        this(800);
    }

    School(int people) {
        this.people = people;
    }

    @Override
    public String name() {
        return "school";
    }

    @Override
    public int people() {
        return people;
    }

    @Override
    public String model() {
        return "care";
    }

    @Override
    public List<IncomingTouchpoint> historyUntil(LocalDate today) {
        Instant end = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        LocalDate start = today.minusMonths(18);
        Invitations invitations = new Invitations();
        List<IncomingTouchpoint> history = new ArrayList<>();
        List<Diary> diaries = new ArrayList<>();
        for (int i = 1; i <= people; i++) {
            Chance chance = new Chance(SEED + i * 7_919L);
            Diary diary = new Diary("learner-%04d".formatted(i), end);
            diaries.add(diary);
            // Those who come later have more friends here already.
            Optional<Invitations.Arrival> brought =
                    chance.happens(0.35) ? invitations.follow(chance, diary) : Optional.empty();
            if (brought.isPresent()) {
                if (new Learner(diary, REFERRAL, chance, invitations)
                        .comes(brought.get().at())) {
                    brought.get().converts("wechat");
                }
            } else {
                Instant first = chance.timeOf(Season.draw(start, today, chance));
                new Learner(diary, chance.oneOf(CHANNELS), chance, invitations).comes(first);
            }
        }
        diaries.forEach(diary -> history.addAll(diary.entries()));
        history.sort(Comparator.comparing(IncomingTouchpoint::occurredAt).thenComparing(IncomingTouchpoint::messageId));
        return history;
    }
}
