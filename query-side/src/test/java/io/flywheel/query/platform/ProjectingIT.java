package io.flywheel.query.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.lifecycle.LifecycleOpened;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.ErrorResponseException;

/** What reaches the read models through Axon's processors, from the log to the rows. */
class ProjectingIT {
    private final TestLedger ledger = new TestLedger();
    private final Counting counting = new Counting();
    private Running running;

    /** Writes one row per event, and fails when told to. */
    private static final class Counting implements Projection {
        final AtomicInteger failures = new AtomicInteger();
        volatile boolean crashAfterRows;

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public List<String> tables() {
            return List.of("counting_rows");
        }

        @Override
        public void project(List<LedgerEvent> block, JdbcTemplate jdbc, int generation) {
            jdbc.batchUpdate("INSERT INTO counting_rows VALUES (?, ?)", block, 1000, (row, entry) -> {
                row.setInt(1, generation);
                row.setLong(2, entry.position());
            });
            if (crashAfterRows) {
                failures.incrementAndGet();
                throw new IllegalStateException("ada@example.org");
            }
        }
    }

    /** One process: it can be started and stopped on the same store. */
    private final class Running {
        final LedgerHead head = new LedgerHead(ledger.jdbc);
        final Generations generations = new Generations(ledger.jdbc, ledger.transactions, ledger.schema);
        final Positions positions = new Positions(ledger.jdbc, head, Duration.ofMillis(300));
        final Projections projections = new Projections(
                List.of(counting, new DefinitionProjection()),
                generations,
                new Processors(
                        ledger.dataSource, ledger.transactions, ledger.schema, head, new LedgerBlocks(ledger.jdbc)),
                positions,
                new LogAgreement(ledger.jdbc, ledger.transactions, ledger.jdbc),
                ledger.jdbc);

        Running start() {
            head.start();
            projections.start();
            return this;
        }

        void stop() {
            projections.stop();
            head.stop();
        }
    }

    @BeforeEach
    void start() {
        ledger.jdbc.execute("CREATE TABLE counting_rows (generation INT, position BIGINT)");
        running = new Running().start();
    }

    @AfterEach
    void stop() {
        running.stop();
    }

    @Test
    void every_event_of_a_long_log_is_projected_once_and_in_order() {
        for (int batch = 0; batch < 30; batch++) {
            ledger.append(IntStream.range(0, 250)
                    .mapToObj(number -> ledger.event("s" + number, new LifecycleOpened("web", List.of())))
                    .toList());
        }
        await().untilAsserted(() ->
                assertThat(running.positions.reached("counting", "definition")).isEqualTo(7500));
        assertThat(rows(1)).isEqualTo(7500);
        assertThat(ledger.jdbc.queryForObject("SELECT COUNT(DISTINCT position) FROM counting_rows", Integer.class))
                .isEqualTo(7500);
    }

    @Test
    void a_crash_after_the_rows_and_before_the_commit_counts_nothing_twice() {
        ledger.append("ada", new LifecycleOpened("web", List.of()));
        await().untilAsserted(() -> assertThat(rows(1)).isEqualTo(1));
        counting.crashAfterRows = true;
        ledger.append("grace", new LifecycleOpened("web", List.of()), new LifecycleOpened("web", List.of()));
        await().untilAsserted(() -> assertThat(counting.failures.get()).isPositive());
        await().untilAsserted(() -> assertThat(running.projections.error("counting", 1))
                .contains("positions 2 to 3")
                .contains("IllegalStateException")
                .doesNotContain("ada@example.org"));
        assertThat(rows(1)).isEqualTo(1);
        assertThat(running.positions.reached("counting")).isEqualTo(1);

        running.stop();
        counting.crashAfterRows = false;
        running = new Running().start();
        await().untilAsserted(() -> assertThat(rows(1)).isEqualTo(3));
        assertThat(running.projections.error("counting", 1)).isNull();
        assertThat(running.positions.reached("counting")).isEqualTo(3);
    }

    @Test
    void a_failing_block_is_tried_again_until_it_succeeds() {
        counting.crashAfterRows = true;
        ledger.append("ada", new LifecycleOpened("web", List.of()));
        await().untilAsserted(() -> assertThat(counting.failures.get()).isPositive());
        counting.crashAfterRows = false;
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(rows(1)).isEqualTo(1));
    }

    @Test
    void a_second_generation_is_built_beside_the_live_one_and_switched_to_by_one_row() {
        ledger.append("ada", new LifecycleOpened("web", List.of()), new LifecycleOpened("web", List.of()));
        await().untilAsserted(() -> assertThat(rows(1)).isEqualTo(2));
        running.generations.open("counting", 2);
        running.projections.follow();
        await().untilAsserted(() -> assertThat(rows(2)).isEqualTo(2));
        assertThat(running.generations.live("counting")).isEqualTo(1);
        assertThat(running.generations.switchTo("counting", 1, 2)).isTrue();
        ledger.append("ada", new LifecycleOpened("web", List.of()));
        await().untilAsserted(
                        () -> assertThat(running.positions.reached("counting")).isEqualTo(3));
        assertThat(rows(2)).isEqualTo(3);
        await().untilAsserted(() -> assertThat(rows(1)).isEqualTo(3));
    }

    @Test
    void a_position_that_is_missing_is_waited_for() {
        ledger.append("ada", new LifecycleOpened("web", List.of()));
        LedgerEvent late = ledger.event("ada", new LifecycleOpened("web", List.of()));
        ledger.append("ada", new LifecycleOpened("web", List.of()));
        await().untilAsserted(() -> assertThat(running.head.position()).isEqualTo(3));
        await().untilAsserted(() -> assertThat(rows(1)).isEqualTo(1));
        ledger.append(List.of(late));
        // The head does not move for it; the next event, or the coordinator's second, brings it up.
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(rows(1)).isEqualTo(3));
    }

    @Test
    void waiting_for_a_position_ends_when_it_is_seen_and_says_who_is_behind_when_not() {
        ledger.append("ada", new LifecycleOpened("web", List.of()));
        running.positions.await("1", "counting");
        assertThat(running.positions.reached("counting")).isEqualTo(1);
        counting.crashAfterRows = true;
        ledger.append("ada", new LifecycleOpened("web", List.of()));
        assertThatThrownBy(() -> running.positions.await("position:2", "counting", "definition"))
                .isInstanceOfSatisfying(ErrorResponseException.class, problem -> {
                    assertThat(problem.getStatusCode().value()).isEqualTo(503);
                    assertThat(problem.getHeaders().getFirst("Retry-After")).isEqualTo("1");
                    assertThat(problem.getBody().getDetail())
                            .contains("counting (at 1)")
                            .doesNotContain("definition (");
                });
        assertThatThrownBy(() -> running.positions.await("soon", "counting"))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        problem -> assertThat(problem.getStatusCode().value()).isEqualTo(400));
    }

    @Test
    void the_projections_page_shows_lag_and_who_is_stuck() {
        ledger.append("ada", new LifecycleOpened("web", List.of()));
        await().untilAsserted(() -> assertThat(rows(1)).isEqualTo(1));
        counting.crashAfterRows = true;
        ledger.append("ada", new LifecycleOpened("web", List.of()));
        ProjectionsApi api = new ProjectionsApi(new ProjectionStates(
                running.projections, running.positions, ledger.jdbc, ledger.jdbc, Clock.systemUTC()));
        await().untilAsserted(() -> assertThat(api.all()).anySatisfy(status -> {
            assertThat(status.name()).isEqualTo("counting");
            assertThat(status.position()).isEqualTo(1);
            assertThat(status.lagEvents()).isEqualTo(1);
            assertThat(status.caughtUp()).isFalse();
            assertThat(status.error()).contains("positions 2 to 2");
        }));
        await().untilAsserted(() -> assertThat(api.all()).anySatisfy(status -> {
            assertThat(status.name()).isEqualTo("definition");
            assertThat(status.caughtUp()).isTrue();
            assertThat(status.lagSeconds()).isZero();
        }));
    }

    @Test
    void a_replay_token_can_be_read_back() {
        var serializer = Processors.tokenSerializer();
        var token =
                ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(7), new GlobalSequenceTrackingToken(0));
        Object back = serializer.deserialize(serializer.serialize(token, byte[].class));
        assertThat(back).isEqualTo(token);
    }

    private int rows(int generation) {
        return ledger.jdbc.queryForObject(
                "SELECT COUNT(*) FROM counting_rows WHERE generation = ?", Integer.class, generation);
    }
}
