package io.flywheel.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who brings whom: an invitation brings one person at most, and nobody comes by referral without one. */
final class Invitations {
    private static final Duration ANSWERED_WITHIN = Duration.ofHours(1);

    private final List<Invite> open = new ArrayList<>();

    /** Somebody asked a friend to come, or gave an offer on to one. */
    private record Invite(Diary by, Instant at) {}

    /** Writes it down, unless it is so late that nobody can have followed it yet. */
    void send(Diary by, Instant at, String name, String channel) {
        if (by.stillOpenAt(at.plus(ANSWERED_WITHIN))) {
            by.track(at, name, channel);
            open.add(new Invite(by, at));
        }
    }

    /** Somebody follows one of them. */
    Optional<Arrival> follow(Chance chance, Diary newcomer) {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Invite invite = open.remove(chance.between(0, open.size() - 1));
        Instant at = chance.awake(invite.at.plus(chance.delay(3)));
        boolean inTime = newcomer.stillOpenAt(at.plus(Duration.ofMinutes(1)));
        return Optional.of(new Arrival(invite.by, inTime ? at : invite.at));
    }

    /** @param by who had asked her */
    record Arrival(Diary by, Instant at) {
        /** It is the one who asked that it says something about. */
        void converts(String channel) {
            by.track(at.plus(Duration.ofMinutes(30)), "Referral Converted", channel);
        }
    }
}
