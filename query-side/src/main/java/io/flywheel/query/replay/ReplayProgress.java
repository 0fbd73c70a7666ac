package io.flywheel.query.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay is, as people see it.
 *
 * @param generation the one it builds
 * @param state {@code running}, {@code ready} (there, waits for {@code switch}), {@code live}, {@code cancelled},
 *     {@code failed}, {@code rolled-back}, or {@code replaced} (was live until a later replay took over)
 * @param position how far it has read the log, or had when its rows were given up
 * @param head the end of the log
 * @param perSecond events, in the last seconds
 * @param secondsLeft an estimate; 0 when there is nothing to wait for, none while nothing is known
 * @param live the generation that answers questions now
 * @param switching {@code automatically} or {@code by-hand}
 * @param rollbackTo the generation that rows are kept of, to go back to
 * @param clearing whether rows that were given up, of this read model, are still being deleted
 * @param error why it does not move, or why it failed
 */
@Schema(
        example = "{\"id\":\"stage-2\",\"projection\":\"stage\",\"generation\":2,\"state\":\"running\","
                + "\"position\":420000,\"head\":1000000,\"perSecond\":21000.0,\"secondsLeft\":28,"
                + "\"startedAt\":\"2026-03-01T12:30:00Z\",\"finishedAt\":null,\"live\":1,"
                + "\"switch\":\"automatically\",\"rollbackTo\":null,\"clearing\":false,\"error\":null}")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ReplayProgress(
        String id,
        String projection,
        int generation,
        String state,
        long position,
        long head,
        double perSecond,
        @Nullable Long secondsLeft,
        Instant startedAt,
        @Nullable Instant finishedAt,
        int live,
        @JsonProperty("switch") String switching,
        @Nullable Integer rollbackTo,
        boolean clearing,
        @Nullable String error) {

    /** What else there is to know of a replay just now. */
    record Moment(
            long position,
            long head,
            double perSecond,
            int live,
            boolean clearing,
            @Nullable String error) {}

    static ReplayProgress of(Replay one, Moment now) {
        boolean running = one.state() == Replay.State.RUNNING;
        boolean replaced = one.state() == Replay.State.LIVE && one.generation() != now.live;
        return new ReplayProgress(
                one.id(),
                one.projection(),
                one.generation(),
                replaced ? "replaced" : one.state().text(),
                now.position,
                Math.max(now.head, now.position),
                running ? now.perSecond : 0,
                running ? left(now.head - now.position, now.perSecond) : Long.valueOf(0),
                one.startedAt(),
                one.finishedAt(),
                now.live,
                ReplayTable.switching(one.byHand()),
                one.kept(),
                now.clearing,
                now.error);
    }

    private static @Nullable Long left(long events, double perSecond) {
        if (events <= 0) {
            return 0L;
        }
        return perSecond <= 0 ? null : Long.valueOf((long) Math.ceil(events / perSecond));
    }

    /** Whether nothing more will become of it unless somebody asks for that. */
    public boolean hasEnded() {
        return !state.equals("running") && !state.equals("ready");
    }

    /** How much of the log it has read, of a hundred. */
    public int percent() {
        return head == 0 ? 100 : (int) (position * 100 / head);
    }
}
