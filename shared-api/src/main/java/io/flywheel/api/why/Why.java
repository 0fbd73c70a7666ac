package io.flywheel.api.why;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flywheel.api.touchpoint.TouchpointKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody is in her stage of one model, at an instant and as known at a log position, and what would change it.
 *
 * @param version of the model, the one that her path followed at that position
 * @param adopted whether her path was recorded under it by then; where not, this is how it would be
 * @param at touchpoints before this instant count, UTC
 * @param position the log position that this was known at; {@code knownAt=position:N} answers the same again
 * @param says the answer in one sentence, in the language asked for
 * @param stage none if no rule has held yet
 * @param title of the stage, in the language asked for
 * @param since when she entered it, UTC
 * @param kind {@code entered}, {@code churned} or {@code returned}
 * @param from the stage before
 * @param lost whether it is the stage of those who were lost
 * @param rule by which she entered it
 * @param facts what that rule asks, term by term, with the values at the moment when it held
 * @param alternatives which sides of each {@code ||} of that rule held
 * @param causes the touchpoint at which it held (for silence, her last activity), then those that the met facts
 *     counted, from the latest to the earliest; twenty at most
 * @param causesInAll how many touchpoints that are
 * @param next the stages that her next touchpoint could bring her to, in the order in which they are tried
 * @param touchpoints how many of hers count at that instant
 */
public record Why(
        String model,
        int version,
        boolean adopted,
        Instant at,
        long position,
        String says,
        @Nullable String stage,
        @Nullable String title,
        @Nullable Instant since,
        @Nullable String kind,
        @Nullable String from,
        boolean lost,
        @Nullable Quoted rule,
        List<Fact> facts,
        List<Alternative> alternatives,
        List<Cause> causes,
        int causesInAll,
        List<Next> next,
        Silence silence,
        int touchpoints) {

    /**
     * A rule in the words of the model's file.
     *
     * @param name {@code silence} where silence decided; {@code return} where somebody lost came back by no rule
     */
    public record Quoted(String name, String expression) {}

    /**
     * One comparison of a rule.
     *
     * @param value a number, a text, true or false; none where it could not be computed
     * @param needed what it had to be, such as {@code >= 2}
     * @param bound what that came to, where it is no constant
     * @param alternative the side of an {@code ||} that it belongs to
     */
    public record Fact(
            String fact,
            @Nullable Object value,
            String needed,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Object bound,

            boolean met,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String alternative) {}

    /** @param alternative {@code 1.2} is the second side of the first {@code ||}; {@code 1.2/2.1} stands within it */
    public record Alternative(String alternative, boolean held) {}

    /**
     * A touchpoint, to be looked up in her timeline.
     *
     * @param messageId as its source sent it; none where it was not kept or cannot be read any more
     * @param key what other events name it by
     * @param position in the log
     */
    public record Cause(
            @Nullable String messageId,
            TouchpointKey key,
            String event,
            String source,
            Instant occurredAt,
            long position) {}

    /**
     * A stage that she could reach in one step, and what lacks. Values are those that a touchpoint right at {@code at} would
     * find: time has passed until then, but that touchpoint is not counted, and nothing is known of it. Somebody lost
     * starts anew with it.
     *
     * @param lost whether it is the stage of those who were lost
     * @param rules that lead there from here
     * @param lacks what is not as needed, rule by rule; nothing of a rule that any touchpoint would fulfil
     */
    public record Next(String stage, String title, boolean lost, List<Way> rules, List<Lack> lacks) {}

    /** @param ready whether it holds already, so that any touchpoint would do unless an earlier rule holds */
    public record Way(String name, String expression, boolean ready) {}

    /**
     * What a rule waits for.
     *
     * @param rule its name
     * @param value now; none of what only the next touchpoint can tell
     * @param lacks by how much the value must rise, or fall if negative; none where no number says it
     * @param alternative one of several ways to fulfil the rule
     */
    public record Lack(
            String rule,
            String fact,
            @Nullable Object value,
            String needed,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Object bound,

            @Nullable Number lacks,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String alternative) {}

    /**
     * What silence means for her.
     *
     * @param lastActivity when she last did something herself; none if she never did, and cannot fall silent
     * @param limit the model's: silence so long means lost
     * @param churnsAt when silence will have lost her, or when it did; none if she never did anything, or was lost by
     *     her own word
     * @param silentSince from when she was silent, where silence has lost her
     */
    public record Silence(
            @Nullable Instant lastActivity,
            Duration limit,
            @Nullable Instant churnsAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant silentSince) {}
}
