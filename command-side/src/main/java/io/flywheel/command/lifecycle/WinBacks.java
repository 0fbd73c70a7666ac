package io.flywheel.command.lifecycle;

import io.flywheel.api.lifecycle.OfferBlocked;
import io.flywheel.api.lifecycle.OfferHeldOut;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.OfferPostponed;
import io.flywheel.api.lifecycle.Offered;
import io.flywheel.api.lifecycle.WinBackDeclined;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.lifecycle.WinBackStarted;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What campaigns have begun with one person and what she got, as her events say; bounded. Most people have none. */
final class WinBacks {
    /** No cap may allow more than these, so no more need be remembered. */
    private static final int MOST_MESSAGES = 100;

    private final Map<String, Course> open = new TreeMap<>();
    private final Map<String, Instant> starts = new TreeMap<>();
    private final TreeSet<Offered.Message> messages = new TreeSet<>();

    record Memo(List<Course> open, Offered offered) {}

    WinBacks() {}

    WinBacks(@Nullable Memo memo) {
        if (memo != null) {
            memo.open().forEach(course -> open.put(course.episode(), course));
            count(memo.offered());
        }
    }

    /** None if there is nothing to remember. */
    @Nullable
    Memo memo() {
        return starts.isEmpty() && messages.isEmpty() ? null : new Memo(List.copyOf(open.values()), offered());
    }

    Offered offered() {
        return starts.isEmpty() && messages.isEmpty()
                ? Offered.NOTHING
                : new Offered(List.copyOf(messages), new TreeMap<>(starts));
    }

    /** What somebody else was offered who turned out to be her counts as if it had been hers. */
    void count(Offered other) {
        other.starts().forEach(this::began);
        other.messages().forEach(this::got);
    }

    /** From here on nothing else counts; what is open goes on. */
    void countOnly(Offered left) {
        starts.clear();
        messages.clear();
        count(left);
    }

    private void began(String campaign, Instant at) {
        starts.merge(campaign, at, (one, other) -> one.isAfter(other) ? one : other);
    }

    private void got(Offered.Message message) {
        messages.add(message);
        if (messages.size() > MOST_MESSAGES) {
            messages.removeFirst();
        }
    }

    void see(WinBackEvent event) {
        switch (event) {
            case WinBackStarted it -> {
                open.put(
                        it.episode(),
                        new Course(
                                it.episode(),
                                it.campaign(),
                                it.version(),
                                it.model(),
                                it.stage(),
                                it.since(),
                                Course.Arm.NONE,
                                0));
                began(it.campaign(), it.at());
            }
            case OfferMade it -> {
                open.computeIfPresent(it.episode(), (e, course) -> course.drawn(Course.Arm.ADDRESSED, it.step()));
                got(new Offered.Message(it.message(), it.at()));
            }
            case OfferHeldOut it ->
                open.computeIfPresent(it.episode(), (e, course) -> course.drawn(Course.Arm.HELD_OUT, it.step()));
            case OfferBlocked it -> open.computeIfPresent(it.episode(), (e, course) -> course.decided(it.step()));
            case WinBackEnded it -> open.remove(it.episode());
            case OfferPostponed it -> {}
            case WinBackDeclined it -> {}
        }
    }

    boolean isAnyOpen() {
        return !open.isEmpty();
    }

    Collection<Course> open() {
        return List.copyOf(open.values());
    }

    @Nullable
    Course find(String episode) {
        return open.get(episode);
    }

    @Nullable
    Instant lastStart(String campaign) {
        return starts.get(campaign);
    }

    /** How many messages were decided on after then. */
    int messagesAfter(Instant instant) {
        return (int) messages.stream()
                .filter(message -> instant.isBefore(message.at()))
                .count();
    }
}
