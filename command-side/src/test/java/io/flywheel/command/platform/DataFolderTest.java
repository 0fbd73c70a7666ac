package io.flywheel.command.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temp;

    @Test
    void a_missing_folder_is_created() {
        try (DataFolder folder = DataFolder.own(temp.resolve("a/b").toString())) {
            assertThat(folder.path()).isDirectory().isAbsolute();
        }
    }

    @Test
    void a_relative_folder_is_taken_from_the_working_directory() {
        try (DataFolder folder = DataFolder.own("target/data-folder-test")) {
            assertThat(folder.path()).isEqualTo(Path.of("").toAbsolutePath().resolve("target/data-folder-test"));
        }
    }

    @Test
    void a_second_owner_is_refused_until_the_first_has_closed() {
        DataFolder first = DataFolder.own(temp.toString());
        assertThatThrownBy(() -> DataFolder.own(temp.toString()))
                .isInstanceOf(DataFolderUnusable.class)
                .hasMessageContaining("in use by another running Flywheel");
        first.close();
        DataFolder.own(temp.toString()).close();
    }

    @Test
    void a_folder_that_cannot_be_written_is_refused_with_advice() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.own(file.toString()))
                .isInstanceOfSatisfying(
                        DataFolderUnusable.class, e -> assertThat(e.action()).contains("--flywheel.data="));
    }

    @Test
    void a_name_that_would_change_the_store_s_settings_is_refused() {
        assertThatThrownBy(() -> DataFolder.own(temp + "/x;INIT=RUNSCRIPT"))
                .isInstanceOf(DataFolderUnusable.class)
                .hasMessageContaining("cannot be used");
    }
}
