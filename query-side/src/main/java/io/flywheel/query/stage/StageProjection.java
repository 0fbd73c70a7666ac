package io.flywheel.query.stage;

import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.LifecycleJoined;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.LifecycleResumed;
import io.flywheel.api.lifecycle.LifecycleSplit;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.api.lifecycle.TouchpointsMovedOut;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.Projection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps everybody's stage path under every model. */
@Component
class StageProjection implements Projection {
    static final String NAME = "stage";
    /** The {@code until_at} and {@code withdrawn_at} of what goes on. */
    static final long FOREVER = Long.MAX_VALUE;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("stage_transition_rows", "stage_person_rows");
    }

    @Override
    public void project(List<LedgerEvent> block, JdbcTemplate jdbc, int generation) {
        PersonChanges people = new PersonChanges();
        PathChanges paths = new PathChanges();
        for (LedgerEvent entry : LedgerEvent.byStream(block)) {
            if (entry.event() instanceof LifecycleEvent event) {
                if (entry.sequence() == 0) {
                    people.opened(entry.stream());
                }
                collect(event, entry, people, paths);
            }
        }
        people.write(jdbc, generation);
        paths.write(jdbc, generation);
    }

    private static void collect(LifecycleEvent event, LedgerEvent entry, PersonChanges people, PathChanges paths) {
        String stream = entry.stream();
        long position = entry.position();
        switch (event) {
            case TouchpointRecorded recorded -> people.recorded(stream, recorded.facts());
            case TouchpointVoided e -> people.stands(stream, e.firstAt(), e.firstChannel(), e.lastActivity());
            case TouchpointsMovedIn moved -> moved.touchpoints().forEach(t -> people.recorded(stream, t.facts()));
            case TouchpointsMovedOut e -> people.stands(stream, e.firstAt(), e.firstChannel(), e.lastActivity());
            case StageEntered e -> paths.append(stream, e.model(), e.version(), position, e.transition());
            case ChurnDetected e -> paths.append(stream, e.model(), e.version(), position, e.transition());
            case PersonReturned e -> paths.append(stream, e.model(), e.version(), position, e.transition());
            case PathCorrected correction -> paths.correct(stream, position, correction);
            case ModelAdopted adopted -> paths.adopt(stream, position, adopted);
            case LifecycleOpened opened -> {}
            case LifecycleMerged merged -> {}
            case LifecycleJoined joined -> {}
            case LifecycleSplit split -> {}
            case LifecycleResumed resumed -> {}
            case PersonalDataErased erased -> {}
            case IdentityLinked linked -> {}
            case IdentityReleased released -> {}
            case ConsentChanged changed -> {}
            case WinBackEvent decided -> {}
        }
    }
}
