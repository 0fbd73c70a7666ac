package io.flywheel.api.winback;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A campaign among all, and what it has come to.
 *
 * @param version the active one, or the newest where none is
 * @param state {@code draft} (never active), {@code active}, {@code paused}, {@code finishing} or {@code ended}
 * @param sendingStopped whether all sending of all campaigns is stopped
 * @param goal the stage to reach, its own where people are to stay; none where they are to come back
 * @param people for whom it ever began
 * @param addressed people who were drawn to be sent messages
 * @param heldOut people who were drawn not to be sent any
 * @param returned those of both who came back, reached the goal, or stayed, in time
 * @param position of the log that this reflects
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CampaignOverview(
        String campaign,
        int version,
        String state,
        boolean sendingStopped,
        Map<String, String> titles,
        String model,
        String stage,
        @Nullable String goal,
        long people,
        long addressed,
        long heldOut,
        InArms returned,
        long position) {}
