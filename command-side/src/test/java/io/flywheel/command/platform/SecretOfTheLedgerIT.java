package io.flywheel.command.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.api.identity.BlindIndex;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What all processes on one ledger must have in common, and what each has for itself. */
class SecretOfTheLedgerIT {
    private final JdbcTemplate ledger = LedgerForTests.fresh();

    private void start(String secret) {
        new SecretOfTheLedger(ledger, new BlindIndex(secret.getBytes(StandardCharsets.UTF_8))).afterPropertiesSet();
    }

    @Test
    void a_process_with_another_secret_than_the_first_one_does_not_start_and_says_why() {
        start("the secret of the first one");
        start("the secret of the first one");
        assertThatThrownBy(() -> start("another one than the first one"))
                .isInstanceOfSatisfying(
                        OtherSecret.class,
                        refused -> assertThat(refused.action())
                                .contains("--flywheel.secret", "installation.secret")
                                .doesNotContain("the secret of the first one"));
        assertThat(ledger.queryForObject("SELECT secret FROM installation", String.class))
                .doesNotContain("secret");
    }

    @Test
    void a_data_folder_keeps_its_name_and_no_two_have_the_same(@TempDir Path folder) {
        Home home = Home.of(folder.resolve("one"));
        assertThat(Home.of(folder.resolve("one"))).isEqualTo(home);
        assertThat(Home.of(folder.resolve("two"))).isNotEqualTo(home);
    }
}
