package io.flywheel.query.winback;

import io.flywheel.api.definition.DefinitionRefused;
import io.flywheel.api.winback.Campaign;
import io.flywheel.api.winback.CampaignActivated;
import io.flywheel.api.winback.CampaignEnded;
import io.flywheel.api.winback.CampaignEvent;
import io.flywheel.api.winback.CampaignFile;
import io.flywheel.api.winback.CampaignPaused;
import io.flywheel.api.winback.CampaignPublished;
import io.flywheel.api.winback.SendingResumed;
import io.flywheel.api.winback.SendingStopped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a block says about campaigns themselves; knows by then which steps of a path one of them waits for. */
final class CampaignChanges {
    /** Where all sending is meant. */
    static final String EVERY = "";

    static final String ACTIVE = "active";
    static final String PAUSED = "paused";
    static final String ENDED = "ended";
    static final String FINISHING = "finishing";
    static final String STOPPED = "stopped";
    private static final Logger log = LoggerFactory.getLogger(CampaignChanges.class);
    private static final String RESUMED = "resumed";

    private record Goal(String model, String stage) {}

    private final JdbcTemplate jdbc;
    private final int generation;
    private final Set<String> models = new HashSet<>();
    private final Set<Goal> goals = new HashSet<>();
    /** Under which somebody is to stay where she is: who is lost has not. */
    private final Set<String> stays = new HashSet<>();

    private final List<Object[]> published = new ArrayList<>(0);
    private final List<Object[]> switched = new ArrayList<>(0);

    CampaignChanges(JdbcTemplate jdbc, int generation) {
        this.jdbc = jdbc;
        this.generation = generation;
        jdbc.query(
                "SELECT DISTINCT model, stage, goal FROM winback_campaign_rows WHERE generation = ? AND model <> ''",
                row -> {
                    waitFor(row.getString(1), row.getString(2), row.getString(3));
                },
                generation);
    }

    private void waitFor(String model, String stage, @Nullable String goal) {
        models.add(model);
        if (stage.equals(goal)) {
            stays.add(model);
        } else if (goal != null) {
            goals.add(new Goal(model, goal));
        }
    }

    /** Whether a campaign is for people under this model. */
    boolean concern(String model) {
        return models.contains(model);
    }

    boolean wantToStay(String model) {
        return stays.contains(model);
    }

    boolean isGoal(String model, String stage) {
        return goals.contains(new Goal(model, stage));
    }

    void add(CampaignEvent event, long position) {
        switch (event) {
            case CampaignPublished it -> publish(it, position);
            case CampaignActivated it -> turn(position, it.campaign(), ACTIVE, it.version());
            case CampaignPaused it -> turn(position, it.campaign(), PAUSED, null);
            case CampaignEnded it -> turn(position, it.campaign(), it.finish() ? FINISHING : ENDED, null);
            case SendingStopped it -> turn(position, EVERY, STOPPED, null);
            case SendingResumed it -> turn(position, EVERY, RESUMED, null);
        }
    }

    private void publish(CampaignPublished event, long position) {
        String model = "";
        String stage = "";
        String goal = null;
        try {
            Campaign campaign = CampaignFile.read(event.campaign(), event.version(), event.text());
            model = campaign.model();
            stage = campaign.stage();
            goal = campaign.goal();
            waitFor(model, stage, goal);
        } catch (DefinitionRefused refused) {
            // It was taken once. Nobody else is to wait because of it.
            log.error("the campaign at position {} is set aside: {}", position, refused.getMessage());
        }
        published.add(new Object[] {
            generation,
            event.campaign(),
            event.version(),
            model,
            stage,
            goal,
            event.text().getBytes(StandardCharsets.UTF_8),
            position
        });
    }

    private void turn(long position, String campaign, String state, @Nullable Integer version) {
        switched.add(new Object[] {generation, position, campaign, state, version});
    }

    void write() {
        if (!published.isEmpty()) {
            jdbc.batchUpdate("""
                    INSERT INTO winback_campaign_rows (generation, campaign, version, model, stage, goal, text, known_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", published);
        }
        if (!switched.isEmpty()) {
            jdbc.batchUpdate("""
                    INSERT INTO winback_switch_rows (generation, known_at, campaign, state, version)
                    VALUES (?, ?, ?, ?, ?)""", switched);
        }
    }
}
