package io.flywheel.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlFlagsTest {
    @Test
    void a_plain_url_gets_all_that_the_product_needs() {
        assertThat(MySqlFlags.missingIn("jdbc:mysql://db.example/flywheel"))
                .containsEntry("rewriteBatchedStatements", "true")
                .containsEntry("useServerPrepStmts", "true")
                .containsEntry("useLocalSessionState", "true")
                .containsEntry("sessionVariables", "innodb_lock_wait_timeout=15,eq_range_index_dive_limit=0")
                .hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://db/flywheel?rewriteBatchedStatements=false",
                "jdbc:mysql://db/flywheel?sslMode=REQUIRED&rewritebatchedstatements=false",
                "jdbc:mysql://address=(host=db)(port=3306)(rewriteBatchedStatements=false)/flywheel",
            })
    void what_a_url_says_itself_stays(String url) {
        assertThat(MySqlFlags.missingIn(url)).hasSize(8).doesNotContainKey("rewriteBatchedStatements");
    }

    @Test
    void they_are_for_mysql_only() {
        assertThat(MySqlFlags.areFor("JDBC:mysql://db/flywheel")).isTrue();
        assertThat(MySqlFlags.areFor("jdbc:h2:mem:x;MODE=MySQL")).isFalse();
    }
}
