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
        assertThat(positions(blocks(1))).containsExactly(1L);
        assertThat(positions(blocks(1_000_000))).hasSize(10);
    }

    @Test
    void blocks_that_ended_early_follow_each_other_without_a_gap() {
        append(10);
        LedgerBlocks blocks = blocks(1);
        List<Long> read = new ArrayList<>();
        for (List<LedgerEvent> block = blocks.after(0, 10); block != null; block = blocks.after(read.getLast(), 10)) {
            block.forEach(event -> read.add(event.position()));
        }
        assertThat(read).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void readers_who_started_apart_come_to_share_their_blocks() {
        append(45);
        LedgerBlocks blocks = new LedgerBlocks(ledger.jdbc, 20, 1, 1_000_000);
        List<Long> ends = new ArrayList<>();
        for (List<LedgerEvent> block = blocks.after(0, 43); block != null; block = blocks.after(ends.getLast(), 43)) {
            ends.add(block.getLast().position());
        }
        assertThat(ends).containsExactly(20L, 40L, 43L);
        assertThat(blocks.after(7, 43)).last().extracting(LedgerEvent::position).isEqualTo(20L);
        assertThat(blocks.after(20, 43)).isSameAs(blocks.after(20, 43));
    }

    @Test
    void who_reads_the_whole_log_gets_it_in_steps_that_can_be_watched() {
        append(2_400);
        LedgerBlocks blocks = new LedgerBlocks(ledger.jdbc, 2_000, 1, 1_000_000).apart();
        assertThat(blocks.after(0, 2_400)).hasSize(1_000);
        assertThat(blocks.after(2_000, 2_400)).hasSize(400);
        assertThat(new LedgerBlocks(ledger.jdbc, 100, 1, 1_000_000).apart().after(0, 2_400))
                .hasSize(100);
    }

    private LedgerBlocks blocks(long mostBytes) {
        return new LedgerBlocks(ledger.jdbc, 2_000, 1, mostBytes);
    }

    private List<Long> positions(LedgerBlocks blocks) {
        return blocks.after(0, 10).stream().map(LedgerEvent::position).toList();
    }

    private void append(int events) {
        for (int i = 0; i < events; i++) {
            ledger.append("person", new IdentityReleased(i, "userId", "index", "a test", null));
        }
    }
}
