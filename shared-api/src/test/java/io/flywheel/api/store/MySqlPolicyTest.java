package io.flywheel.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which servers may hold a ledger, case by case; what a real one answers is tested in StoreIT. */
class MySqlPolicyTest {
    private static final Map<String, String> GOOD = Map.ofEntries(
            Map.entry("version", "8.0.33"),
            Map.entry("version_comment", "MySQL Community Server - GPL"),
            Map.entry("transaction_isolation", "READ-COMMITTED"),
            Map.entry("sql_mode", "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_DATE"),
            Map.entry("default_storage_engine", "InnoDB"),
            Map.entry("max_allowed_packet", "67108864"),
            Map.entry("innodb_flush_log_at_trx_commit", "1"),
            Map.entry("log_bin", "ON"),
            Map.entry("sync_binlog", "1"),
            Map.entry("innodb_doublewrite", "ON"),
            Map.entry("character_set_database", "utf8mb4"));

    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "version, 8.4.3",
        "version, 8.0.17",
        "version, 9.1.0-commercial",
        "default_storage_engine, innodb",
        "max_allowed_packet, 4194304",
        "innodb_doublewrite, DETECT_AND_RECOVER",
        "sql_mode, STRICT_ALL_TABLES",
        "time_zone, +05:30"
    })
    void a_good_server_is_taken_without_a_word(String variable, String value) {
        judge(false, variable, value);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version | 10.11.6-MariaDB-1 | MariaDB | Use MySQL 8.0.17 or newer",
                "version_comment | mariadb.org binary distribution | MariaDB | Use MySQL 8.0.17 or newer",
                "version | 8.0.16 | MySQL 8.0.16 | Use MySQL 8.0.17 or newer",
                "version | 5.7.44-log | MySQL 5.7.44-LOG | Use MySQL 8.0.17 or newer",
                "transaction_isolation | REPEATABLE-READ | REPEATABLE-READ | TRANSACTION_READ_COMMITTED",
                "sql_mode | NO_ENGINE_SUBSTITUTION | cut texts off | STRICT_TRANS_TABLES",
                "default_storage_engine | MyISAM | MYISAM | default_storage_engine=InnoDB",
                "max_allowed_packet | 4194303 | 4194303 bytes | max_allowed_packet=64M",
            })
    void what_the_product_cannot_work_on_is_refused_whatever_anybody_says(
            String variable, String value, String problem, String action) {
        assertThatThrownBy(() -> judge(true, variable, value))
                .hasMessageContaining(problem)
                .isInstanceOfSatisfying(
                        StoreRefused.class,
                        refused -> assertThat(refused.action()).contains(action));
    }

    @ParameterizedTest
    @CsvSource({
        "innodb_flush_log_at_trx_commit, 0, innodb_flush_log_at_trx_commit=1",
        "innodb_flush_log_at_trx_commit, 2, innodb_flush_log_at_trx_commit=1",
        "sync_binlog, 0, sync_binlog=1",
        "sync_binlog, 1000, sync_binlog=1",
        "innodb_doublewrite, OFF, innodb_doublewrite=ON",
        "innodb_doublewrite, DETECT_ONLY, innodb_doublewrite=ON",
    })
    void what_forgets_in_a_power_cut_is_refused_unless_somebody_wants_it(
            String variable, String value, String instead) {
        assertThatThrownBy(() -> judge(false, variable, value))
                .hasMessageContaining(variable + "=" + value)
                .isInstanceOfSatisfying(
                        StoreRefused.class,
                        refused -> assertThat(refused.action()).contains(instead, "--flywheel.mysql.unsafe=true"));
        judge(true, variable, value);
        assertThat(warnings).singleElement().asString().contains(variable);
    }

    @Test
    void how_the_binary_log_is_synced_matters_only_where_there_is_one() {
        judge(false, "log_bin", "OFF", "sync_binlog", "0");
        assertThat(warnings).isEmpty();
    }

    @Test
    void another_character_set_of_the_schema_is_told_and_does_no_harm() {
        judge(false, "character_set_database", "latin1");
        assertThat(warnings).singleElement().asString().contains("latin1", "not utf8mb4");
    }

    private void judge(boolean unsafe, String... changes) {
        Map<String, String> variables = new HashMap<>(GOOD);
        for (int i = 0; i < changes.length; i += 2) {
            variables.put(changes[i], changes[i + 1]);
        }
        Store.judge(MySqlPolicy.objections(new MySqlServer(variables)), unsafe, warnings::add);
    }
}
