package io.flywheel;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.store.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The databases come back from before somebody was forgotten; the keys, which are kept apart, do not. */
class OldBackupE2E {
    private static final String PERSON = "/api/users/ada";

    @TempDir
    Path folder;

    @Test
    void an_old_copy_of_the_databases_with_todays_keys_reveals_nothing() throws IOException {
        Assumptions.assumeFalse(TestStore.isOnMySql(), "only the embedded store is copied as a file");
        Path data = folder.resolve("data");
        Path ledger = data.resolve("flywheel.mv.db");
        Path copy = folder.resolve("backup.mv.db");
        try (Running flywheel = Running.on(data, "--flywheel.demo=none")) {
            flywheel.http().post("/v1/identify", "application/json", """
                    {"messageId":"b1","userId":"ada","anonymousId":"ada-phone","traits":{"name":"Ada Lovelace"}}""");
            flywheel.http().awaitCaughtUp();
            assertThat(flywheel.http().text(PERSON + "/export")).contains("Ada Lovelace", "ada-phone");
        }
        Files.copy(ledger, copy);
        try (Running flywheel = Running.on(data, "--flywheel.demo=none")) {
            flywheel.http().post(PERSON + "/forget", "application/json", "{\"confirm\":\"ada\"}");
        }
        Files.copy(copy, ledger, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(data.resolve("read-models.mv.db"));
        try (Running flywheel = Running.on(data, "--flywheel.demo=none")) {
            flywheel.http().awaitCaughtUp();
            JsonNode ada = flywheel.http().json(PERSON);
            assertThat(ada.get("touchpoints").asInt()).isEqualTo(1);
            assertThat(ada.get("ids")).isEmpty();
            assertThat(flywheel.http().text(PERSON + "/export")).doesNotContain("Lovelace", "ada-phone");
            assertThat(flywheel.http().text(PERSON + "/timeline?sealed=true"))
                    .contains("\"erased\":true")
                    .doesNotContain("Lovelace");
        }
    }
}
