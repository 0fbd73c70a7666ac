package io.flywheel.query.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flywheel.query.platform.Generations.Generation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What changes over at one moment, and what becomes of the rows that are given up. */
class GenerationsIT {
    private final TestLedger ledger = new TestLedger();
    private final JdbcTemplate jdbc = ledger.jdbc;
    private final Generations generations = new Generations(jdbc, ledger.transactions, ledger.schema);
    private final AtomicInteger statements = new AtomicInteger();

    private record Visits(List<String> tables) implements Projection {
        @Override
        public String name() {
            return "visits";
        }

        @Override
        public void project(List<LedgerEvent> block, JdbcTemplate jdbc, int generation) {}
    }

    @BeforeEach
    void given_two_generations() {
        generations.first("visits");
        generations.open("visits", 2);
    }

    private void reach(int generation, long position) {
        jdbc.update("UPDATE read_model_position SET position = ? WHERE generation = ?", position, generation);
    }

    @Test
    void a_generation_that_has_seen_less_does_not_answer_or_the_position_would_go_back() {
        reach(1, 5);
        reach(2, 4);
        assertThat(generations.switchTo("visits", 1, 2)).isFalse();
        assertThat(generations.live("visits")).isEqualTo(1);
        reach(2, 5);
        assertThat(generations.switchTo("visits", 1, 2)).isTrue();
        assertThat(generations.live("visits")).isEqualTo(2);
    }

    @Test
    void a_generation_that_comes_up_with_the_live_one_in_a_moment_is_waited_for() {
        reach(1, 5);
        reach(2, 4);
        CompletableFuture<Boolean> switched = CompletableFuture.supplyAsync(() -> generations.switchTo("visits", 1, 2));
        // The live one does not move meanwhile.
        await().until(() -> switched.isDone() || isHeld(1));
        reach(2, 5);
        assertThat(switched.join()).isTrue();
    }

    private boolean isHeld(int generation) {
        try {
            jdbc.execute("SET LOCK_TIMEOUT 20");
            jdbc.queryForList(
                    "SELECT position FROM read_model_position WHERE generation = ? FOR UPDATE", Long.class, generation);
            return false;
        } catch (org.springframework.dao.DataAccessException locked) {
            return true;
        }
    }

    @Test
    void only_one_of_two_who_switch_at_the_same_time_does_it() {
        generations.open("visits", 3);
        assertThat(generations.switchTo("visits", 1, 2)).isTrue();
        assertThat(generations.switchTo("visits", 1, 3)).isFalse();
        assertThat(generations.switchTo("visits", 2, 9)).isFalse();
        assertThat(generations.live("visits")).isEqualTo(2);
    }

    @Test
    void what_answers_is_not_given_up_and_what_was_given_up_does_not_come_back_at_the_next_start() {
        assertThatThrownBy(() -> generations.drop("visits", 1)).isInstanceOf(IllegalStateException.class);
        generations.switchTo("visits", 1, 2);
        generations.drop("visits", 1);
        generations.drop("visits", 1);
        assertThat(generations.dropped()).containsExactly(new Generation("visits", 1));
        assertThat(generations.latest("visits")).isEqualTo(2);
        generations.first("visits");
        assertThat(generations.of("visits")).containsExactly(2);
        generations.removed(new Generation("visits", 1));
        assertThat(generations.isClearing("visits")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRIMARY KEY (generation, stream, number)",
                "PRIMARY KEY (stream, generation, number)",
                "CHECK (number >= 0)"
            })
    void rows_are_deleted_batch_by_batch_whatever_the_key_and_others_stay(String key) {
        jdbc.execute("CREATE TABLE visits_rows (generation INT NOT NULL, stream VARCHAR(64) NOT NULL,"
                + " number INT NOT NULL, " + key + ")");
        for (int person = 0; person < 40; person++) {
            for (int number = 0; number < (person == 7 ? 90 : 5); number++) {
                for (int generation = 1; generation <= 2; generation++) {
                    jdbc.update("INSERT INTO visits_rows VALUES (?, ?, ?)", generation, "p" + person, number);
                }
            }
        }
        int rows = 39 * 5 + 90;
        var interrupted = new RowRemoval(jdbc, () -> statements.incrementAndGet() > 3, 10);
        Generation second = new Generation("visits", 2);
        Visits visits = new Visits(List.of("visits_rows"));
        assertThat(interrupted.remove(visits, second)).isFalse();
        assertThat(rows(2)).as("at most ten a statement").isBetween(rows - 30, rows - 1);
        assertThat(new RowRemoval(jdbc, () -> false, 10).remove(visits, second)).isTrue();
        assertThat(rows(2)).isZero();
        assertThat(rows(1)).isEqualTo(rows);
    }

    private int rows(int generation) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM visits_rows WHERE generation = ?", Integer.class, generation);
    }
}
