package io.flywheel.api.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where master keys come from. A file is read again when a key is asked for that was not in it before. */
public final class MasterKeySource {
    private final @Nullable String configured;
    private final Path file;

    private MasterKeySource(@Nullable String configured, Path file) {
        this.configured = configured;
        this.file = file;
    }

    /**
     * @param configured the keys themselves; blank to read the file
     * @param file with one key per line in Base64, the newest first
     */
    public static MasterKeySource of(@Nullable String configured, Path file) {
        return new MasterKeySource(configured == null || configured.isBlank() ? null : configured, file);
    }

    MasterKeys read(Path folder) {
        if (configured != null) {
            return MasterKeys.parse(configured, "flywheel.master-key");
        }
        try {
            return MasterKeys.parse(Files.readString(file), file.toString());
        } catch (NoSuchFileException missing) {
            throw KeysRefused.noMasterKey(file, folder);
        } catch (IOException e) {
            throw KeysRefused.unreadable(file, e);
        }
    }

    /** For a folder that has no keys yet: makes a file that only this user can read, where nothing is given. */
    void createIfMissing() {
        if (configured != null || Files.exists(file)) {
            return;
        }
        try {
            SecretFile.make(file, Base64.getEncoder().encodeToString(Aes.random(DataKey.BYTES)) + "\n");
        } catch (IOException e) {
            throw KeysRefused.unreadable(file, e);
        }
    }
}
