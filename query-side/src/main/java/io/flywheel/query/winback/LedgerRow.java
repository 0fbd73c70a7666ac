package io.flywheel.query.winback;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.OfferInputs;
import io.flywheel.api.winback.CampaignDecisions.Decision;
import io.flywheel.query.platform.Cells;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A decision as it is stored, and the lifecycle that it was made about. */
record LedgerRow(String stream, Decision decision) {
    /**
     * The decision under the id that its person is shown by.
     *
     * @param inStage whether she was where the campaign is for, as is known now; none where that says nothing
     */
    Decision of(String userId, @Nullable Boolean inStage) {
        Decision it = decision;
        return new Decision(
                it.position(),
                it.at(),
                it.recordedAt(),
                userId,
                it.version(),
                it.episode(),
                it.decision(),
                it.step(),
                it.reason(),
                it.channel(),
                it.template(),
                it.message(),
                it.until(),
                inStage,
                it.inputs());
    }

    static LedgerRow read(ResultSet row) throws SQLException {
        Long step = Cells.number(row, "step");
        Decision decision = new Decision(
                row.getLong("known_at"),
                Micros.toInstant(row.getLong("decided_at")),
                Micros.toInstant(row.getLong("recorded_at")),
                "",
                row.getInt("version"),
                row.getString("episode"),
                row.getString("decision"),
                step == null ? null : step.intValue(),
                row.getString("reason"),
                row.getString("channel"),
                row.getString("template"),
                row.getString("message"),
                instant(row, "until_at"),
                null,
                inputs(row));
        return new LedgerRow(row.getString("stream"), decision);
    }

    private static @Nullable OfferInputs inputs(ResultSet row) throws SQLException {
        String purpose = row.getString("purpose");
        return purpose == null
                ? null
                : new OfferInputs(
                        purpose,
                        row.getInt("consent") == 1,
                        instant(row, "consent_at"),
                        row.getInt("messages"),
                        row.getInt("most_messages"),
                        row.getString("zone"),
                        decimal(row, "draw"),
                        Objects.requireNonNullElse(decimal(row, "hold_out"), BigDecimal.ZERO));
    }

    private static @Nullable BigDecimal decimal(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : new BigDecimal(value.stripTrailingZeros().toPlainString());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long micros = Cells.number(row, column);
        return micros == null ? null : Micros.toInstant(micros);
    }
}
