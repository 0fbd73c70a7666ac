package io.flywheel.command.platform;

import io.flywheel.api.privacy.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret behind every blind index and touchpoint key; lost, nobody can be found by an id any more. */
final class InstallationSecret {
    private InstallationSecret() {}

    /** Reads the file, or makes one that only this user can read. */
    static byte[] in(Path folder) {
        Path file = folder.resolve("installation.secret");
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[32];
                new SecureRandom().nextBytes(fresh);
                SecretFile.make(file, Base64.getEncoder().encodeToString(fresh) + "\n");
            }
            return Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the installation secret " + file + " cannot be read or written", e);
        }
    }
}
