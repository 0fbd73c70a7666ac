package io.flywheel.command.delivery;

import io.flywheel.api.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Lets one sender at a time have a message, in any number of processes. What a claim's holder says about it counts only
 * while nobody else has begun since: the number of the attempt tells.
 */
@Component
class Claims {
    private static final String CLAIM = """
            UPDATE outbox SET claimed_until = ?, attempts = attempts + 1
            WHERE id = ? AND state = 'waiting' AND next_at <= ? AND claimed_until <= ?""";
    private static final String SENT = """
            UPDATE outbox SET state = 'sent', reason = NULL, ended_at = ?, next_at = ?, claimed_until = 0
            WHERE id = ? AND state <> 'sent'""";
    private static final String LATER = """
            UPDATE outbox SET next_at = ?, reason = ?, claimed_until = 0
            WHERE id = ? AND state = 'waiting' AND attempts = ?""";
    private static final String OVER = """
            UPDATE outbox SET state = ?, reason = ?, ended_at = ?, next_at = NULL, claimed_until = 0
            WHERE id = ? AND state = 'waiting' AND attempts = ?""";

    private final JdbcTemplate jdbc;

    Claims(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param attempt from 1 */
    record Claimed(Outgoing what, int attempt) {}

    /** @param at when it was sent, UTC */
    record SentMessage(OutgoingMessage message, Instant at) {}

    /** The ids of those that nobody has claimed, the longest due first: in the order of the index, which reads no more. */
    List<String> due(Lane lane, Instant now, int most) {
        return jdbc.queryForList(
                "SELECT id FROM outbox WHERE state = 'waiting' AND " + lane.condition()
                        + " AND next_at <= ? AND claimed_until <= ? ORDER BY state, channel, next_at LIMIT " + most,
                String.class,
                with(lane, Micros.of(now), Micros.of(now)));
    }

    /** None if somebody else was faster, or it is not to be sent any more. */
    Optional<Claimed> claim(String id, Instant now, Instant until) {
        long micros = Micros.of(now);
        if (jdbc.update(CLAIM, Micros.of(until), id, micros, micros) == 0) {
            return Optional.empty();
        }
        return jdbc
                .query(
                        "SELECT " + OutgoingRows.COLUMNS + ", attempts FROM outbox WHERE id = ?",
                        (row, number) -> new Claimed(OutgoingRows.read(row), row.getInt(14)),
                        id)
                .stream()
                .findFirst();
    }

    /** It is out, whatever was said about it meanwhile. Of a message that is still to be recorded; a notice is over. */
    void sent(Outgoing what, Instant now) {
        long at = Micros.of(now);
        jdbc.update(SENT, at, what instanceof OutgoingMessage ? at : null, what.id());
    }

    void later(Claimed claimed, String reason, Instant next) {
        jdbc.update(LATER, Micros.of(next), reason, claimed.what().id(), claimed.attempt());
    }

    void dead(Claimed claimed, String reason, Instant now) {
        over(claimed, OutboxEntry.DEAD, reason, now);
    }

    void dropped(Claimed claimed, String reason, Instant now) {
        over(claimed, OutboxEntry.DROPPED, reason, now);
    }

    private void over(Claimed claimed, String state, String reason, Instant now) {
        jdbc.update(OVER, state, reason, Micros.of(now), claimed.what().id(), claimed.attempt());
    }

    /** Those that are out, which is not recorded as a touchpoint yet. */
    List<SentMessage> untold(Lane lane, Instant now, int most) {
        List<SentMessage> untold = new ArrayList<>();
        jdbc.query(
                "SELECT " + OutgoingRows.COLUMNS + ", ended_at FROM outbox WHERE state = 'sent' AND " + lane.condition()
                        + " AND next_at <= ? ORDER BY state, channel, next_at LIMIT " + most,
                row -> {
                    if (OutgoingRows.read(row) instanceof OutgoingMessage message) {
                        untold.add(new SentMessage(message, Micros.toInstant(row.getLong(14))));
                    }
                },
                with(lane, Micros.of(now)));
        return untold;
    }

    void told(List<SentMessage> messages) {
        jdbc.batchUpdate(
                "UPDATE outbox SET next_at = NULL WHERE id = ? AND state = 'sent'",
                messages.stream()
                        .map(each -> new Object[] {each.message().id()})
                        .toList());
    }

    /** A message of a campaign, in whatever state it is. */
    Optional<OutgoingMessage> find(String id) {
        return jdbc
                .query(
                        "SELECT " + OutgoingRows.COLUMNS + " FROM outbox WHERE id = ?",
                        (row, number) -> OutgoingRows.read(row),
                        id)
                .stream()
                .filter(OutgoingMessage.class::isInstance)
                .map(OutgoingMessage.class::cast)
                .findFirst();
    }

    private static @Nullable Object[] with(Lane lane, Object... more) {
        List<@Nullable Object> all = new ArrayList<>(lane.ways());
        all.addAll(List.of(more));
        return all.toArray();
    }
}
