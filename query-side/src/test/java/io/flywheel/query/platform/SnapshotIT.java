package io.flywheel.query.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An answer's position and its rows belong together, whatever is written while it is made. */
class SnapshotIT {
    @Test
    void rows_written_after_the_position_was_read_are_not_seen() {
        TestReadModels models = new TestReadModels();
        List<Integer> seen = models.snapshot.read(() -> {
            long position = models.positions.reached("definition");
            CompletableFuture.runAsync(() -> models.activate("aarrr", 1)).join();
            Integer rows = models.ledger.jdbc.queryForObject("SELECT COUNT(*) FROM definition", Integer.class);
            return List.of((int) position, rows == null ? -1 : rows);
        });
        assertThat(seen).containsExactly(0, 0);
        assertThat(models.positions.reached("definition")).isEqualTo(2);
    }
}
