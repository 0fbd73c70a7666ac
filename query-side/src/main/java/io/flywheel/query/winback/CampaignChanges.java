package io.flywheel.query.winback;

import io.flywheel.api.Micros;
import io.flywheel.api.definition.DefinitionRefused;
import io.flywheel.api.model.Transition;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final JdbcTemplate jdbc;
    private final int generation;
    /** By model, since when a kind of step may be what a campaign waits for: nothing that happened before can be. */
    private final Map<String, Long> returns = new HashMap<>();

    private final Map<String, Long> entries = new HashMap<>();
    private final Map<String, Long> losses = new HashMap<>();
    private final List<Object[]> published = new ArrayList<>(0);
    private final List<Object[]> switched = new ArrayList<>(0);

    CampaignChanges(JdbcTemplate jdbc, int generation) {
        this.jdbc = jdbc;
        this.generation = generation;
        jdbc.query(
                "SELECT model, stage, goal, published_at FROM winback_campaign_rows"
                        + " WHERE generation = ? AND model <> ''",
                row -> {
                    waitFor(row.getString(1), row.getString(2), row.getString(3), row.getLong(4));
                },
                generation);
    }

    private void waitFor(String model, String stage, @Nullable String goal, long since) {
        Map<String, Long> kind = goal == null ? returns : goal.equals(stage) ? losses : entries;
        kind.merge(model, since, Math::min);
    }

    /** Whether a campaign is for people under this model. */
    boolean concern(String model) {
        return returns.containsKey(model) || entries.containsKey(model) || losses.containsKey(model);
    }

    /** Whether a campaign may wait for this step of somebody's path, or fear it. */
    boolean waitFor(String model, Transition step) {
        Long since = switch (step.kind()) {
            case RETURNED -> returns.get(model);
            case ENTERED -> entries.get(model);
            case CHURNED -> losses.get(model);
        };
        return since != null && Micros.of(step.occurredAt()) >= since;
    }

    void add(CampaignEvent event, long position, Instant recordedAt) {
        switch (event) {
            case CampaignPublished it -> publish(it, position, Micros.of(recordedAt));
            case CampaignActivated it -> turn(position, it.campaign(), ACTIVE, it.version());
            case CampaignPaused it -> turn(position, it.campaign(), PAUSED, null);
            case CampaignEnded it -> turn(position, it.campaign(), it.finish() ? FINISHING : ENDED, null);
            case SendingStopped it -> turn(position, EVERY, STOPPED, null);
            case SendingResumed it -> turn(position, EVERY, RESUMED, null);
        }
    }

    private void publish(CampaignPublished event, long position, long publishedAt) {
        String model = "";
        String stage = "";
        String goal = null;
        try {
            Campaign campaign = CampaignFile.read(event.campaign(), event.version(), event.text());
            model = campaign.model();
            stage = campaign.stage();
            goal = campaign.goal();
            waitFor(model, stage, goal, publishedAt);
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
            position,
            publishedAt
        });
    }

    private void turn(long position, String campaign, String state, @Nullable Integer version) {
        switched.add(new Object[] {generation, position, campaign, state, version});
    }

    void write() {
        if (!published.isEmpty()) {
            jdbc.batchUpdate("""
                    INSERT INTO winback_campaign_rows (generation, campaign, version, model, stage, goal, text, known_at, published_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""", published);
        }
        if (!switched.isEmpty()) {
            jdbc.batchUpdate("""
                    INSERT INTO winback_switch_rows (generation, known_at, campaign, state, version)
                    VALUES (?, ?, ?, ?, ?)""", switched);
        }
    }
}
