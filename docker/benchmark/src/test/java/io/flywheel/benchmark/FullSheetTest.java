package io.flywheel.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class FullSheetTest {
    private static final Instant NOW = Instant.parse("2026-01-01T08:00:00Z");

    private JdbcTemplate ledger;
    private FullSheet sheet;

    @BeforeEach
    void an_empty_sheet() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:sheet;MODE=MySQL;DB_CLOSE_DELAY=-1");
        ledger = new JdbcTemplate(source);
        ledger.execute("DROP TABLE IF EXISTS churn_due");
        ledger.execute("CREATE TABLE churn_due (stream VARCHAR(64) PRIMARY KEY, due_at BIGINT, held_by VARCHAR(64))");
        sheet = new FullSheet(ledger);
    }

    @Test
    void it_is_filled_with_people_who_are_due_later_and_not_beyond_what_is_asked_for() {
        sheet.fillUpTo(100, NOW);
        sheet.fillUpTo(250, NOW);
        sheet.fillUpTo(200, NOW);

        assertThat(sheet.rows()).isEqualTo(250);
        assertThat(sheet.isAnybodyDue(NOW.plus(Duration.ofHours(23)))).isFalse();
        assertThat(sheet.isAnybodyDue(NOW.plus(Duration.ofDays(60)))).isTrue();
    }

    @Test
    void whoever_is_held_is_not_due() {
        ledger.update("INSERT INTO churn_due VALUES ('ada', 1, 'shop')");

        assertThat(sheet.isAnybodyDue(NOW)).isFalse();
    }
}
