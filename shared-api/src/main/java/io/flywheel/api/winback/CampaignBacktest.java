package io.flywheel.api.winback;

import io.flywheel.api.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign would have come to, had it been active in a time that has passed. People are counted, each once, in the
 * whole as well as on each day: so the days may add up to more than the whole. Nobody was addressed for it.
 *
 * @param version of the campaign that was tried
 * @param from the beginning of the time, included
 * @param to its end, which is now; what would be due later is not looked at
 * @param entered who entered the campaign's stage, as it is known now
 * @param late of whose entries one became known later than the campaign takes for news
 * @param begun for whom the campaign would have begun
 * @param declined by reason, people for whom it would not have begun at least once
 * @param addressed by step, the people to whom its message would have gone
 * @param addressedPeople to whom any would have
 * @param heldOut who would have been held out
 * @param messages how many there would have been
 * @param cost of these; none where the version names none
 * @param blocked by reason, people of whom a step would not have been sent
 * @param postponed by reason, people of whom a step would have been put off
 * @param ended by reason, people for whom it would have been over before the last step
 * @param returnedAnyway who came back, reached the goal, or stayed, within the campaign's time after their first draw,
 *     though it was never there; by the arm into which they would have been drawn
 * @param notYet who would have been drawn less than the campaign's {@code within} ago
 * @param days those on which anything would have happened, by the campaign's zone
 * @param assumptions what was taken for granted, each by a name such as {@code noticed-at-once}
 * @param position of the log that this reflects
 */
public record CampaignBacktest(
        String campaign,
        int version,
        String model,
        String stage,
        Instant from,
        Instant to,
        String zone,
        long entered,
        long late,
        long begun,
        Map<String, Long> declined,
        Map<String, Long> addressed,
        long addressedPeople,
        long heldOut,
        long messages,
        @Nullable Money cost,
        Map<String, Long> blocked,
        Map<String, Long> postponed,
        Map<String, Long> ended,
        InArms returnedAnyway,
        InArms notYet,
        List<Day> days,
        List<String> assumptions,
        long position) {
    /** @param blocked people of whom a step would not have been sent, for any reason; like {@code postponed} */
    public record Day(
            LocalDate day,
            long entered,
            long begun,
            long declined,
            long addressed,
            long heldOut,
            long blocked,
            long postponed) {}
}
