package io.flywheel.query.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.privacy.KeysForTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The query side on two databases: the ledger, which it only reads, and a store of its own. */
class ReadStoreIT {
    @TempDir
    Path folder;

    private final TestLedger ledger = TestLedger.alone();
    private ConfigurableApplicationContext running;

    @SpringBootApplication(scanBasePackages = "io.flywheel.query")
    static class QuerySide {}

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void rows_and_positions_are_in_the_read_store_and_nothing_of_them_in_the_ledger() {
        append(ledger, 3);
        start(ledger);
        awaitRows(3);
        assertThat(readStore()
                        .queryForObject("SELECT COUNT(*) FROM query_token WHERE token IS NOT NULL", Integer.class))
                .isPositive();
        assertThat(tables(readStore())).contains("timeline_rows").doesNotContain("ledger_event");
        assertThat(tables(ledger.jdbc)).containsExactlyInAnyOrder("ledger_head", "ledger_event");
    }

    @Test
    void whoever_asks_for_nothing_in_particular_gets_the_ledger() {
        start(ledger);
        assertThat(running.getBean(DataSource.class)).isSameAs(ledger.dataSource);
        assertThat(running.getBean(JdbcTemplate.class).getDataSource()).isSameAs(ledger.dataSource);
    }

    @Test
    void a_read_store_whose_file_was_deleted_is_made_again_from_the_log() throws Exception {
        append(ledger, 3);
        start(ledger);
        awaitRows(3);
        running.close();
        Files.delete(folder.resolve("read.mv.db"));
        start(ledger);
        awaitRows(3);
    }

    @Test
    void a_read_store_that_was_kept_goes_on_where_it_was() {
        append(ledger, 3);
        start(ledger);
        awaitRows(3);
        running.close();
        append(ledger, 2);
        start(ledger);
        awaitRows(5);
    }

    @Test
    void a_read_store_that_is_ahead_of_the_ledger_begins_anew() {
        append(ledger, 5);
        start(ledger);
        awaitRows(5);
        running.close();
        TestLedger restored = TestLedger.alone();
        append(restored, 2);
        start(restored);
        awaitRows(2);
    }

    @Test
    void a_read_store_of_another_ledger_of_the_same_length_begins_anew() {
        append(ledger, 3);
        start(ledger);
        awaitRows(3);
        running.close();
        TestLedger other = TestLedger.alone();
        append(other, 3);
        other.jdbc.update("UPDATE ledger_event SET recorded_at = recorded_at + 1, stream = CONCAT('other-', stream)");
        start(other);
        awaitRows(3);
        assertThat(readStore().queryForList("SELECT stream FROM timeline", String.class))
                .allMatch(stream -> stream.startsWith("other-"));
    }

    private static void append(TestLedger ledger, int people) {
        for (int person = 0; person < people; person++) {
            ledger.append("person-" + person, new LifecycleOpened("web", List.of()));
        }
    }

    private void start(TestLedger ledger) {
        running = new SpringApplicationBuilder(QuerySide.class)
                .initializers(context ->
                        ((GenericApplicationContext) context).registerBean(DataSource.class, () -> ledger.dataSource))
                .properties(KeysForTests.options())
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.flyway.enabled=false",
                        "flywheel.read-store.url=jdbc:h2:file:" + folder.resolve("read") + ";MODE=MySQL",
                        "flywheel.read-store.pool.maximum-pool-size=8",
                        "flywheel.secret=a secret of at least 16 bytes",
                        "axon.serializer.general=jackson3",
                        "axon.axonserver.enabled=false",
                        "axon.update-check.disabled=true")
                .run();
    }

    private JdbcTemplate readStore() {
        return running.getBean("readStore", JdbcTemplate.class);
    }

    private void awaitRows(int events) {
        await().untilAsserted(() -> {
            assertThat(readStore().queryForList("SELECT position FROM read_model_live", Integer.class))
                    .isNotEmpty()
                    .containsOnly(events);
            assertThat(readStore().queryForObject("SELECT COUNT(*) FROM timeline", Integer.class))
                    .isEqualTo(events);
        });
    }

    private static List<String> tables(JdbcTemplate store) {
        return store.queryForList(
                "SELECT LOWER(table_name) FROM information_schema.tables WHERE table_schema IN ('PUBLIC', DATABASE())",
                String.class);
    }
}
