package io.flywheel.command.subscription;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.identity.BlindIndex;
import io.flywheel.command.delivery.Notice;
import io.flywheel.command.delivery.Outbox;
import io.flywheel.command.subscription.Subscriptions.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Decides whom to tell of which stage changes, and puts that into the outbox. What was told is taken back however late
 * it turns out to be wrong; what was not told is not.
 */
@Component
class StageChangeNotices {
    private static final String TAKEN_BACK = "-";

    private final Outbox outbox;
    private final KnownIds known;
    private final BlindIndex blind;

    StageChangeNotices(Outbox outbox, KnownIds known, BlindIndex blind) {
        this.outbox = outbox;
        this.known = known;
        this.blind = blind;
    }

    private record Candidate(Standing standing, StageChange change) {
        String stream() {
            return change.by().lifecycle().value();
        }
    }

    /** What a subscriber was told of somebody. */
    private record Told(String channel, String stream, String about) {}

    /** Joins the transaction that is under way. */
    void put(List<StageChange> changes, List<Standing> subscriptions) {
        Map<Told, Integer> told = toldOf(changes);
        List<Candidate> candidates = new ArrayList<>();
        for (StageChange change : changes) {
            for (Standing standing : subscriptions) {
                if (change.by().position() > standing.since() && isToBeTold(change, standing.subscription(), told)) {
                    candidates.add(new Candidate(standing, change));
                }
            }
        }
        if (!candidates.isEmpty()) {
            Map<String, Map<String, Long>> knowing =
                    known.since(candidates.stream().map(Candidate::stream).collect(Collectors.toSet()));
            outbox.put(candidates.stream()
                    .filter(each -> isKnown(each, knowing.getOrDefault(each.stream(), Map.of())))
                    .map(this::notice)
                    .toList());
        }
    }

    private static boolean isKnown(Candidate candidate, Map<String, Long> since) {
        Long first = since.get(candidate.standing().subscription().source());
        return first != null && first < candidate.change().by().sequence();
    }

    private boolean isToBeTold(StageChange change, Subscription subscription, Map<Told, Integer> told) {
        Told what = new Told(subscription.channel(), change.by().lifecycle().value(), about(change));
        if (change.withdrawn()) {
            boolean wasTold = told.getOrDefault(what, 0) > 0;
            told.merge(what, wasTold ? -1 : 0, Integer::sum);
            return wasTold;
        }
        boolean wanted = subscription.wants(change);
        told.merge(what, wanted ? 1 : 0, Integer::sum);
        return wanted;
    }

    /** How often each thing was told and not taken back, about those of whom something is withdrawn now. */
    private Map<Told, Integer> toldOf(List<StageChange> changes) {
        Set<LifecycleId> people = new HashSet<>();
        changes.stream()
                .filter(StageChange::withdrawn)
                .forEach(change -> people.add(change.by().lifecycle()));
        Map<Told, Integer> told = new HashMap<>();
        for (Notice notice : outbox.noticesAbout(people)) {
            boolean takenBack = notice.about().startsWith(TAKEN_BACK);
            String about = takenBack ? notice.about().substring(TAKEN_BACK.length()) : notice.about();
            told.merge(new Told(notice.channel(), notice.person().value(), about), takenBack ? -1 : 1, Integer::sum);
        }
        return told;
    }

    private String about(StageChange change) {
        return blind.digest("stage change\n" + change.content());
    }

    private Notice notice(Candidate candidate) {
        StageChange change = candidate.change();
        Subscription subscription = candidate.standing().subscription();
        return new Notice(
                blind.digest(
                        "notice\n" + subscription.source() + "\n" + change.by().position() + "\n" + change.part()),
                change.by().lifecycle(),
                subscription.channel(),
                change.by().position(),
                change.part(),
                (change.withdrawn() ? TAKEN_BACK : "") + about(change),
                change.by().at());
    }
}
