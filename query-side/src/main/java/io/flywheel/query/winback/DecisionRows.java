package io.flywheel.query.winback;

import io.flywheel.api.Micros;
import io.flywheel.api.lifecycle.OfferBlocked;
import io.flywheel.api.lifecycle.OfferHeldOut;
import io.flywheel.api.lifecycle.OfferInputs;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.OfferPostponed;
import io.flywheel.api.lifecycle.WinBackDeclined;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackEvent;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.query.platform.Cells;
import io.flywheel.query.platform.LedgerEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The decisions of a block, a row each, with what they were made from. */
final class DecisionRows {
    static final String MADE = "made";
    static final String HELD_OUT = "held-out";
    static final String BLOCKED = "blocked";
    static final String DECLINED = "declined";
    static final String POSTPONED = "postponed";
    static final String STARTED = "started";
    static final String ENDED = "ended";
    /** As answers and questions name them. */
    static final List<String> ALL = List.of(STARTED, DECLINED, MADE, HELD_OUT, BLOCKED, POSTPONED, ENDED);

    private static final String INSERT = """
            INSERT INTO winback_decision_rows (generation, stream, known_at, recorded_at, campaign, version, decided_at,
                decision, episode, step, reason, channel, template, message, until_at,
                purpose, consent, consent_at, messages, most_messages, zone, draw, hold_out)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)""";

    private final List<@Nullable Object[]> rows = new ArrayList<>();

    void add(WinBackEvent event, LedgerEvent entry) {
        @Nullable Object[] row = new Object[23];
        row[1] = entry.stream();
        row[2] = entry.position();
        row[3] = Micros.of(entry.recordedAt());
        row[4] = event.campaign();
        row[5] = event.version();
        row[6] = Micros.of(event.at());
        switch (event) {
            case WinBackStarted it -> tell(row, STARTED, it.episode(), null, null);
            case WinBackDeclined it -> tell(row, DECLINED, null, null, it.reason());
            case OfferMade it -> {
                tell(row, MADE, it.episode(), it.step(), null);
                row[11] = Cells.cut(it.channel());
                row[12] = Cells.cut(it.template());
                row[13] = Cells.cut(it.message());
                tell(row, it.inputs());
            }
            case OfferHeldOut it -> {
                tell(row, HELD_OUT, it.episode(), it.step(), null);
                tell(row, it.inputs());
            }
            case OfferBlocked it -> {
                tell(row, BLOCKED, it.episode(), it.step(), it.reason());
                tell(row, it.inputs());
            }
            case OfferPostponed it -> {
                tell(row, POSTPONED, it.episode(), it.step(), it.reason());
                row[14] = Micros.of(it.until());
            }
            case WinBackEnded it -> tell(row, ENDED, it.episode(), null, it.reason());
        }
        rows.add(row);
    }

    private static void tell(
            @Nullable Object[] row,
            String decision,
            @Nullable String episode,
            @Nullable Integer step,
            @Nullable String reason) {
        row[7] = decision;
        row[8] = episode;
        row[9] = step;
        row[10] = reason;
    }

    private static void tell(@Nullable Object[] row, OfferInputs inputs) {
        Instant consentAt = inputs.consentAt();
        row[15] = inputs.purpose();
        row[16] = inputs.consent() ? 1 : 0;
        row[17] = consentAt == null ? null : Micros.of(consentAt);
        row[18] = inputs.messages();
        row[19] = inputs.mostMessages();
        row[20] = inputs.zone();
        row[21] = inputs.draw();
        row[22] = inputs.holdOut();
    }

    void write(JdbcTemplate jdbc, int generation) {
        if (!rows.isEmpty()) {
            rows.forEach(row -> row[0] = generation);
            jdbc.batchUpdate(INSERT, rows);
        }
    }
}
