package io.flywheel.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real stores answer when they are looked at. */
class StoreIT {
    private final List<String> warnings = new ArrayList<>();
    private boolean changed;

    @AfterEach
    void restore() {
        if (changed) {
            MySqlForTests.administer(
                    "SET GLOBAL innodb_flush_log_at_trx_commit = DEFAULT",
                    "SET GLOBAL max_allowed_packet = DEFAULT",
                    "SET GLOBAL default_storage_engine = DEFAULT");
        }
    }

    @Test
    void a_store_for_tests_is_one_to_rely_on() {
        StoreKind kind = Store.check(TestStore.fresh().pool(), false, warnings::add);
        assertThat(kind).isEqualTo(TestStore.isOnMySql() ? StoreKind.MYSQL : StoreKind.H2);
        assertThat(warnings).isEmpty();
    }

    @Test
    void a_store_that_does_not_answer_is_told_with_what_to_look_at() {
        HikariDataSource nowhere = new HikariDataSource();
        nowhere.setJdbcUrl("jdbc:mysql://127.0.0.1:1/flywheel");
        nowhere.setConnectionTimeout(500);
        try (nowhere) {
            assertThatThrownBy(() -> Store.check(nowhere, true, warnings::add))
                    .isInstanceOfSatisfying(
                            StoreRefused.class,
                            refused ->
                                    assertThat(refused.action()).contains("spring.datasource.url", "CREATE DATABASE"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "innodb_flush_log_at_trx_commit = 2, innodb_flush_log_at_trx_commit=2",
        "max_allowed_packet = 1048576, 1048576 bytes",
        "default_storage_engine = MyISAM, MYISAM",
    })
    void a_server_that_is_set_up_otherwise_is_refused(String setting, String problem) {
        onMySql("SET GLOBAL " + setting);
        assertThatThrownBy(() -> Store.check(TestStore.fresh().pool(), false, warnings::add))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining(problem);
    }

    @Test
    void a_session_under_the_servers_own_isolation_is_refused() {
        onMySql();
        TestStore store = TestStore.fresh();
        try (HikariDataSource plain = new HikariDataSource()) {
            plain.setJdbcUrl(store.url());
            plain.setUsername(store.username());
            plain.setPassword(store.password());
            assertThatThrownBy(() -> Store.check(plain, true, warnings::add))
                    .hasMessageContaining("REPEATABLE-READ instead of READ-COMMITTED");
        }
    }

    @Test
    void a_schema_of_another_character_set_is_taken_with_a_warning() {
        onMySql();
        Store.check(MySqlForTests.freshSchema("latin1").pool(), false, warnings::add);
        assertThat(warnings).singleElement().asString().contains("latin1");
    }

    @Test
    void a_text_is_told_from_another_as_java_tells_it() throws SQLException {
        String table = "CREATE TABLE texts (id VARCHAR(255) ${text} NOT NULL PRIMARY KEY)";
        TestStore store = TestStore.fresh();
        List<String> texts = List.of("ada", "Ada", "ada ", "adá", "ada\0", "🎉".repeat(100), "🎊".repeat(100));
        try (Connection connection = store.pool().getConnection()) {
            connection
                    .createStatement()
                    .execute(
                            table.replace("${text}", store.kind().placeholders().get("text")));
            for (String text : texts) {
                try (var insert = connection.prepareStatement("INSERT INTO texts VALUES (?)")) {
                    insert.setString(1, text);
                    insert.executeUpdate();
                }
            }
            for (String text : texts) {
                try (var find = connection.prepareStatement("SELECT id FROM texts WHERE id = ?")) {
                    find.setString(1, text);
                    ResultSet found = find.executeQuery();
                    assertThat(found.next()).isTrue();
                    assertThat(found.getString(1)).isEqualTo(text);
                    assertThat(found.next()).isFalse();
                }
            }
        }
    }

    private void onMySql(String... statements) {
        assumeTrue(TestStore.isOnMySql(), "SKIPPED: it is about a MySQL server; mvn -Pmysql verify runs this");
        changed = true;
        MySqlForTests.administer(statements);
    }
}
