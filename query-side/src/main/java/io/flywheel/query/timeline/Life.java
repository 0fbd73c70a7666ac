package io.flywheel.query.timeline;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.privacy.ConsentState;
import io.flywheel.api.privacy.Consents;
import io.flywheel.api.timeline.PersonSummary.CampaignCourse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What a person's story adds up to at an instant: taken from one reading of it, however many answers are made of it. */
final class Life {
    private final Instant at;
    private final Totals totals = new Totals();
    private final Consents consents;
    private final Courses courses = new Courses();
    private final List<Step> steps = new ArrayList<>();

    private record Step(long position, LifecycleEvent event) {}

    Life(Instant at) {
        this.at = at;
        this.consents = new Consents(at);
    }

    /** @param told in the order in which things happened */
    void add(Told told) {
        if (told.entry().kind().isOfPath()) {
            steps.add(new Step(told.entry().position(), told.event()));
        } else if (told.event() instanceof ConsentChanged it) {
            consents.add(it, told.entry().position());
        } else if (told.event() instanceof WinBackEvent it) {
            // What is decided at an instant is decided by then.
            if (!it.at().isAfter(at)) {
                courses.add(it);
            }
        } else if (told.entry().occurredAt() < Micros.of(at)
                && told.stands()
                && told.event() instanceof TouchpointRecorded it) {
            totals.add(it.facts());
        }
    }

    Instant at() {
        return at;
    }

    Totals totals() {
        return totals;
    }

    List<ConsentState> consents() {
        return consents.all();
    }

    List<CampaignCourse> campaigns() {
        return courses.latestFirst();
    }

    /** Corrections undo what was recorded before them, so these go by the order of the log. */
    Map<String, RecordedPaths.Path> paths() {
        RecordedPaths paths = new RecordedPaths();
        steps.stream().sorted(Comparator.comparingLong(Step::position)).forEach(step -> paths.apply(step.event()));
        return paths.byModel();
    }
}
