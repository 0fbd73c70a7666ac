package io.flywheel.command.delivery;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How what waits is written in a row of the outbox, whichever it is. */
final class OutgoingRows {
    /** A row without a campaign is a notice. */
    static final String COLUMNS =
            "id, stream, channel, decided_at, campaign, version, step, episode, template, purpose,"
                    + " position, part, about";

    private OutgoingRows() {}

    /** In the order of {@link #COLUMNS}. */
    static @Nullable Object[] values(Outgoing what) {
        String stream = what.person().value();
        long at = Micros.of(what.at());
        return switch (what) {
            case OutgoingMessage it ->
                new @Nullable Object[] {
                    it.id(),
                    stream,
                    it.channel(),
                    at,
                    it.campaign(),
                    it.version(),
                    it.step(),
                    it.episode(),
                    it.template(),
                    it.purpose(),
                    null,
                    null,
                    null
                };
            case Notice it ->
                new @Nullable Object[] {
                    it.id(),
                    stream,
                    it.channel(),
                    at,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    it.position(),
                    it.part(),
                    it.about()
                };
        };
    }

    /** @param row that begins with {@link #COLUMNS} */
    static Outgoing read(ResultSet row) throws SQLException {
        String id = row.getString(1);
        LifecycleId person = new LifecycleId(row.getString(2));
        String channel = row.getString(3);
        Instant at = Micros.toInstant(row.getLong(4));
        String campaign = row.getString(5);
        if (campaign == null) {
            return new Notice(id, person, channel, row.getLong(11), row.getInt(12), row.getString(13), at);
        }
        return new OutgoingMessage(
                id,
                person,
                row.getString(8),
                campaign,
                row.getInt(6),
                row.getInt(7),
                channel,
                row.getString(9),
                row.getString(10),
                at);
    }
}
