package io.flywheel.api.stage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where everybody stands under one model at one instant.
 *
 * @param at the instant, UTC
 * @param people everybody whose first touchpoint was before {@code at}: the sum over the stages
 * @param stages all stages of the model in its order, also those without people
 * @param channels the same by the channel of people's first touchpoint, if that was asked for
 * @param position the position of the log that this answer reflects
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PeoplePerStage(
        String model,
        int version,
        Instant at,
        long people,
        List<StageCount> stages,
        @Nullable List<Channel> channels,
        long position) {

    /** @param channel of the first touchpoint, {@code unknown} where it named none */
    public record Channel(String channel, long people, List<StageCount> stages) {}
}
