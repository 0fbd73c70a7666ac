package io.flywheel.command.lifecycle;

import io.flywheel.api.lifecycle.OfferBlocked;
import io.flywheel.api.lifecycle.OfferHeldOut;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.OfferPostponed;
import io.flywheel.api.lifecycle.WinBackDeclined;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.lifecycle.WinBackStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What campaigns have begun with one person and what she got, as her events say; bounded. Most people have none. */
final class WinBacks {
    /** No cap may allow more than these, so no more need be remembered. */
    private static final int MOST_MESSAGES = 100;

    private final Map<String, Course> open = new TreeMap<>();
    private final Map<String, Instant> starts = new TreeMap<>();
    private final List<Instant> messages = new ArrayList<>(0);

    /**
     * @param messages when the newest were decided on
     * @param starts when each campaign began for her last
     */
    record Memo(List<Course> open, List<Instant> messages, Map<String, Instant> starts) {}

    WinBacks() {}

    WinBacks(@Nullable Memo memo) {
        if (memo != null) {
            memo.open().forEach(course -> open.put(course.episode(), course));
            messages.addAll(memo.messages());
            starts.putAll(memo.starts());
        }
    }

    /** None if there is nothing to remember. */
    @Nullable
    Memo memo() {
        return starts.isEmpty()
                ? null
                : new Memo(List.copyOf(open.values()), List.copyOf(messages), Map.copyOf(starts));
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
                starts.put(it.campaign(), it.at());
            }
            case OfferMade it -> {
                open.computeIfPresent(it.episode(), (e, course) -> course.drawn(Course.Arm.ADDRESSED, it.step()));
                messages.add(it.at());
                if (messages.size() > MOST_MESSAGES) {
                    messages.removeFirst();
                }
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
        return (int) messages.stream().filter(instant::isBefore).count();
    }
}
