package io.flywheel.query.money;

import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.api.lifecycle.TouchpointsMovedOut;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.Projection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps what each touchpoint does to a person's value: the rows that stages, RFM and lifetime value add up. */
@Component
public class MoneyProjection implements Projection {
    /** The read model to wait for before asking. */
    public static final String NAME = "money";
    /** The {@code withdrawn_at} of what stands. */
    static final long FOREVER = Long.MAX_VALUE;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("money_rows", "money_withdrawal_rows");
    }

    @Override
    public void project(List<LedgerEvent> block, JdbcTemplate jdbc, int generation) {
        MoneyChanges money = new MoneyChanges();
        for (LedgerEvent entry : LedgerEvent.byStream(block)) {
            if (entry.event() instanceof TouchpointRecorded recorded) {
                money.recorded(entry.stream(), entry.position(), recorded.facts());
            } else if (entry.event() instanceof TouchpointVoided voided) {
                money.voided(entry.stream(), entry.position(), voided.facts());
            } else if (entry.event() instanceof TouchpointsMovedIn moved) {
                moved.touchpoints().forEach(t -> money.recorded(entry.stream(), entry.position(), t.facts()));
            } else if (entry.event() instanceof TouchpointsMovedOut moved) {
                moved.touchpoints().forEach(t -> money.voided(entry.stream(), entry.position(), t.facts()));
            }
        }
        money.write(jdbc, generation);
    }
}
