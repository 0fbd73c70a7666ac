package io.flywheel.command.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeyName;
import io.flywheel.api.privacy.KeysForTests;
import io.flywheel.api.privacy.KeysRefused;
import io.flywheel.api.privacy.MasterKeySource;
import io.flywheel.command.platform.LedgerForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.ErrorResponseException;

/** What operators see and do about keys. */
class KeysApiIT {
    @TempDir
    Path folder;

    private Path masterKeys;
    private KeyKeeper keys;
    private KeyRotation rotation;
    private KeysApi api;

    @BeforeEach
    void some_keys() {
        masterKeys = folder.resolve("master.key");
        open();
        keys.create(IntStream.range(0, 2_000).mapToObj(i -> KeyName.random()).toList());
    }

    private void open() {
        keys = KeyKeeper.in(folder, MasterKeySource.of(null, masterKeys));
        rotation = new KeyRotation(keys);
        api = new KeysApi(keys, rotation);
    }

    @AfterEach
    void close() throws IOException {
        rotation.stop();
        keys.close();
    }

    /** As an operator does it. */
    private void putFirst(byte[] masterKey) throws IOException {
        String before = Files.readString(masterKeys);
        Files.writeString(masterKeys, Base64.getEncoder().encodeToString(masterKey) + "\n" + before);
    }

    @Test
    void a_rotation_is_asked_for_and_followed_to_its_end() throws IOException {
        String old = api.state().newest();
        assertThat(api.state().state()).isEqualTo("idle");
        putFirst(new byte[32]);
        var answer = api.rotate();
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(answer.getBody()).isNotNull();
        await().until(() -> api.state().state().equals("idle"));
        KeysApi.KeyState end = api.state();
        assertThat(end.left()).isZero();
        assertThat(end.newest()).isNotEqualTo(old);
        assertThat(end.underMasterKey()).containsOnlyKeys(end.newest()).containsValue(2_000L);
    }

    @Test
    void keys_under_an_older_master_key_are_wrapped_anew_at_the_start() throws IOException {
        close();
        putFirst(new byte[32]);
        open();
        assertThat(api.state().left()).isEqualTo(2_000);
        rotation.start();
        await().until(() -> api.state().left() == 0);
    }

    @Test
    void a_master_key_that_is_taken_away_too_early_is_told_and_changes_nothing() throws IOException {
        Files.writeString(masterKeys, Base64.getEncoder().encodeToString(new byte[32]));
        assertThatThrownBy(api::rotate).isInstanceOfSatisfying(ErrorResponseException.class, problem -> {
            assertThat(problem.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
            assertThat(problem.getBody().getDetail()).contains("Put back the master key");
        });
        assertThat(api.state().left()).isZero();
    }

    @Test
    void a_ledger_does_not_start_on_keys_that_are_not_its_own() throws IOException {
        JdbcTemplate ledger = LedgerForTests.fresh();
        new KeysOfTheLedger(ledger, keys).afterPropertiesSet();
        KeyName ada = KeyName.random();
        keys.create(List.of(ada));
        ledger.update(
                "INSERT INTO identity_index (blind_index, kind, stream, number, key_name) VALUES ('i', 'userId', 's', 0, ?)",
                ada.toString());
        new KeysOfTheLedger(ledger, keys).afterPropertiesSet();
        keys.destroy(List.of(ada));
        new KeysOfTheLedger(ledger, keys).afterPropertiesSet();
        try (KeyKeeper others = KeysForTests.keeper()) {
            KeysOfTheLedger check = new KeysOfTheLedger(ledger, others);
            assertThatThrownBy(check::afterPropertiesSet)
                    .isInstanceOf(KeysRefused.class)
                    .hasMessageContaining("not in " + others.folder());
        }
    }
}
