package io.flywheel.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.query.PersonWorld;
import io.flywheel.query.platform.LedgerEvent;
import io.flywheel.query.platform.Positions;
import io.flywheel.query.platform.Projection;
import io.flywheel.query.platform.TestLedger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** A rebuild that cannot be done does not stand in the way of what answers. */
@SpringBootTest(classes = FailedReplayIT.World.class, properties = "flywheel.replay-tries=2")
class FailedReplayIT {
    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import(PersonWorld.class)
    static class World {
        @Bean
        Projection brittle() {
            return new BrittleProjection();
        }
    }

    /** Its first generation is fine. */
    private static final class BrittleProjection implements Projection {
        @Override
        public String name() {
            return "brittle";
        }

        @Override
        public List<String> tables() {
            return List.of();
        }

        @Override
        public void project(List<LedgerEvent> block, JdbcTemplate jdbc, int generation) {
            if (generation > 1) {
                throw new IllegalStateException("ada@example.org");
            }
        }
    }

    @Autowired
    private TestLedger ledger;

    @Autowired
    private ReplaySteps steps;

    @Autowired
    private Replays replays;

    @Autowired
    private Positions positions;

    @Test
    void a_block_that_fails_again_and_again_ends_the_replay_and_says_where() {
        ledger.append("ada", new LifecycleOpened("web", List.of()));
        String id = steps.start("brittle", false);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(replays.get(id).state()).isEqualTo("failed"));
        ReplayProgress failed = replays.get(id);
        assertThat(failed.error())
                .contains("positions 1 to 3", "IllegalStateException")
                .doesNotContain("ada@example.org");
        assertThat(failed.live()).isEqualTo(1);
        assertThat(failed.position()).isZero();
        await().untilAsserted(() -> assertThat(replays.get(id).clearing()).isFalse());
        ledger.append("grace", new LifecycleOpened("web", List.of()));
        await().untilAsserted(() -> assertThat(positions.reached("brittle")).isEqualTo(4));
        assertThat(steps.start("brittle", false)).isEqualTo("brittle-3");
    }
}
