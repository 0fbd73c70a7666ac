package io.flywheel.command.lifecycle;

import static io.flywheel.command.lifecycle.LifecycleFixture.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.LifecycleId;
import io.flywheel.api.lifecycle.ConsentChanged;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LifecycleSnapshotsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final LifecycleHarness harness = new LifecycleHarness();
    private final LifecycleSnapshots snapshots = new LifecycleSnapshots(() -> harness, () -> "aarrr/1");

    @Test
    void whoever_comes_back_from_a_snapshot_remembers_all_that_she_did() {
        LifecycleId ada = LifecycleId.random();
        harness.record(
                ada, IntStream.range(0, 30).mapToObj(i -> on(i, "Page Viewed")).toList(), false);
        List<ConsentChanged> said = List.of(
                new ConsentChanged("email", true, NOON, "form", "v1", NOON.plusSeconds(60)),
                new ConsentChanged("sms", false, NOON, "api", null, null));
        said.forEach(each -> harness.hear(ada, each, false));
        LifecycleMemo memo = harness.memo(ada, false);
        assertThat(memo.consents()).isEqualTo(said);
        UserLifecycle before = new UserLifecycle(ada.value(), harness, memo);
        UserLifecycle after = snapshots.read(snapshots.write(before));
        assertThat(after.id()).isEqualTo(ada.value());
        assertThat(after.memo()).usingRecursiveComparison().isEqualTo(before.memo());
    }
}
