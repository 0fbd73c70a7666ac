package io.flywheel.query.winback;

import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.winback.CampaignEvent;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.Projection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps every decision of campaigns about people, and who came back, reached a goal, or was lost. */
@Component
class WinBackProjection implements Projection {
    static final String NAME = "winback";
    /** The {@code withdrawn_at} of what stands. */
    static final long FOREVER = Long.MAX_VALUE;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of(
                "winback_campaign_rows",
                "winback_switch_rows",
                "winback_episode_rows",
                "winback_decision_rows",
                "winback_arrival_rows");
    }

    /** In the order of the log: what counts as an arrival depends on the campaigns that were published before it. */
    @Override
    public void project(List<LedgerEvent> block, JdbcTemplate jdbc, int generation) {
        CampaignChanges campaigns = new CampaignChanges(jdbc, generation);
        EpisodeChanges episodes = new EpisodeChanges();
        DecisionRows decisions = new DecisionRows();
        ArrivalChanges arrivals = new ArrivalChanges(campaigns);
        for (LedgerEvent entry : block) {
            if (entry.event() instanceof CampaignEvent event) {
                campaigns.add(event, entry.position(), entry.recordedAt());
            } else if (entry.event() instanceof WinBackEvent event) {
                episodes.add(event, entry);
                decisions.add(event, entry);
            } else if (entry.event() instanceof LifecycleEvent event) {
                collect(event, entry, arrivals);
            }
        }
        campaigns.write();
        episodes.write(jdbc, generation);
        decisions.write(jdbc, generation);
        arrivals.write(jdbc, generation);
    }

    private static void collect(LifecycleEvent event, LedgerEvent entry, ArrivalChanges arrivals) {
        if (event instanceof StageEntered it) {
            arrivals.add(entry.stream(), it.model(), entry.position(), 0, it.transition());
        } else if (event instanceof ChurnDetected it) {
            arrivals.add(entry.stream(), it.model(), entry.position(), 0, it.transition());
        } else if (event instanceof PersonReturned it) {
            arrivals.add(entry.stream(), it.model(), entry.position(), 0, it.transition());
        } else if (event instanceof PathCorrected it) {
            arrivals.correct(entry.stream(), entry.position(), it);
        } else if (event instanceof ModelAdopted it) {
            arrivals.adopt(entry.stream(), entry.position(), it);
        }
    }
}
