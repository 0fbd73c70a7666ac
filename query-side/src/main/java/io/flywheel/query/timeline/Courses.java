package io.flywheel.query.timeline;

import io.flywheel.api.lifecycle.OfferBlocked;
import io.flywheel.api.lifecycle.OfferHeldOut;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.OfferPostponed;
import io.flywheel.api.lifecycle.WinBackDeclined;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.timeline.PersonSummary.CampaignCourse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What campaigns there were for somebody, and how far each has come. */
final class Courses {
    private static final String UNDER_WAY = "under-way";
    private static final String OVER = "ended";

    private final Map<String, CampaignCourse> byEpisode = new LinkedHashMap<>();

    /** @param event in the order in which they were decided */
    void add(WinBackEvent event) {
        switch (event) {
            case WinBackStarted it ->
                byEpisode.put(
                        it.episode(),
                        new CampaignCourse(
                                it.campaign(),
                                it.version(),
                                it.episode(),
                                UNDER_WAY,
                                null,
                                0,
                                it.at(),
                                null,
                                null,
                                null));
            case OfferMade it -> change(it.episode(), course -> drawn(course, "addressed", course.messages() + 1));
            case OfferHeldOut it -> change(it.episode(), course -> drawn(course, "held-out", course.messages()));
            case OfferBlocked it -> change(it.episode(), course -> blocked(course, it.reason()));
            case WinBackEnded it -> change(it.episode(), course -> ended(course, it));
            case OfferPostponed it -> {}
            case WinBackDeclined it -> {}
        }
    }

    private void change(String episode, UnaryOperator<CampaignCourse> change) {
        byEpisode.computeIfPresent(episode, (name, course) -> change.apply(course));
    }

    private static CampaignCourse drawn(CampaignCourse it, String arm, int messages) {
        return new CampaignCourse(
                it.campaign(),
                it.version(),
                it.episode(),
                it.state(),
                it.arm() == null ? arm : it.arm(),
                messages,
                it.started(),
                it.blocked(),
                it.ended(),
                it.reason());
    }

    private static CampaignCourse blocked(CampaignCourse it, String reason) {
        return new CampaignCourse(
                it.campaign(),
                it.version(),
                it.episode(),
                it.state(),
                it.arm(),
                it.messages(),
                it.started(),
                reason,
                it.ended(),
                it.reason());
    }

    private static CampaignCourse ended(CampaignCourse it, WinBackEnded end) {
        return new CampaignCourse(
                it.campaign(),
                it.version(),
                it.episode(),
                OVER,
                it.arm(),
                it.messages(),
                it.started(),
                it.blocked(),
                end.at(),
                end.reason());
    }

    List<CampaignCourse> latestFirst() {
        return new ArrayList<>(byEpisode.values()).reversed();
    }
}
