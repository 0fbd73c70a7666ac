package io.flywheel.query.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.lifecycle.IdentityReleased;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerBlocksIT {
    private final TestLedger ledger = new TestLedger();

    @Test
    void a_block_ends_early_where_its_events_are_large() {
        append(10);
        assertThat(positions(new LedgerBlocks(ledger.jdbc, 1))).containsExactly(1L);
        assertThat(positions(new LedgerBlocks(ledger.jdbc, Long.MAX_VALUE))).hasSize(10);
    }

    @Test
    void blocks_that_ended_early_follow_each_other_without_a_gap() {
        append(10);
        LedgerBlocks blocks = new LedgerBlocks(ledger.jdbc, 1);
        List<Long> read = new ArrayList<>();
        for (List<LedgerEvent> block = blocks.after(0, 10); block != null; block = blocks.after(read.getLast(), 10)) {
            block.forEach(event -> read.add(event.position()));
        }
        assertThat(read).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    private List<Long> positions(LedgerBlocks blocks) {
        return blocks.after(0, 10).stream().map(LedgerEvent::position).toList();
    }

    private void append(int events) {
        for (int i = 0; i < events; i++) {
            ledger.append("person", new IdentityReleased(i, "userId", "index", "a test"));
        }
    }
}
