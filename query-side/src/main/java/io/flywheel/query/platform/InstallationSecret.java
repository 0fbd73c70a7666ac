package io.flywheel.query.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The secret that every process of an installation shares; the command side creates its file. */
final class InstallationSecret {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private InstallationSecret() {}

    /**
     * Waits up to a minute for the file.
     *
     * @param configured the secret itself, or none to read {@code installation.secret} in the data folder
     */
    static byte[] read(@Nullable String configured, String folder) {
        if (configured != null && !configured.isBlank()) {
            return configured.strip().getBytes(StandardCharsets.UTF_8);
        }
        Path file = Path.of(folder, "installation.secret");
        long deadline = System.nanoTime() + PATIENCE;
        while (!Files.isReadable(file)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("there is no " + file.toAbsolutePath()
                        + ": start the command side on the same flywheel.data, or set flywheel.secret");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        try {
            return Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
