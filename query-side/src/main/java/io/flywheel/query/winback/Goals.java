package io.flywheel.query.winback;

import io.flywheel.api.model.Stage;
import io.flywheel.api.winback.Campaign;
import io.flywheel.query.platform.ActiveModel;
import io.flywheel.query.platform.Models;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Knows which stages are as far as a campaign wants people to come. */
@Component
class Goals {
    private final Models models;

    Goals(Models models) {
        this.models = models;
    }

    /**
     * The goal and every stage beyond it, but not that of the lost: who skips the goal has reached it. In the order of the
     * active version of the model, or of the newest. None for a campaign without a goal, or to stay.
     */
    Set<String> of(Campaign campaign) {
        String goal = campaign.goal();
        if (goal == null || campaign.isToStay()) {
            return Set.of();
        }
        Set<String> reached = new LinkedHashSet<>(Set.of(goal));
        models.published().stream()
                .filter(model -> model.id().equals(campaign.model()))
                .findFirst()
                .map(ActiveModel::stages)
                .ifPresent(stages -> beyond(stages, goal).forEach(reached::add));
        return reached;
    }

    private static List<String> beyond(List<Stage> stages, String goal) {
        List<String> living =
                stages.stream().filter(stage -> !stage.lost()).map(Stage::name).toList();
        int place = living.indexOf(goal);
        return place < 0 ? List.of() : living.subList(place, living.size());
    }
}
