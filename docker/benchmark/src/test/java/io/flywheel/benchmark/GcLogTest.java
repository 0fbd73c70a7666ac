package io.flywheel.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GcLogTest {
    @Test
    void the_fullest_heap_after_a_pause_and_all_pauses_are_found() {
        GcLog log = GcLog.of(List.of(
                "[0.005s][info][gc] Using G1",
                "[1.1s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(512M) 3.500ms",
                "[1.2s][info][gc] GC(1) Concurrent Mark Cycle 12.5ms",
                "[2.2s][info][gc] GC(2) Pause Full (G1 Compaction Pause) 400M->210M(512M) 96.500ms"));

        assertThat(log).isEqualTo(new GcLog(210, 0.1));
    }
}
