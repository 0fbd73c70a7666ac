package io.flywheel.api.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Makes a file that only this user can read, and that is there whole or not at all, also after a power cut. */
public final class SecretFile {
    private SecretFile() {}

    /** With the folder that it is in. */
    public static void make(Path file, String content) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, file.getFileName() + ".", ".new");
        Disk.restrict(draft, "rw-------");
        Files.writeString(draft, content);
        Disk.force(draft);
        Files.move(draft, file);
        Disk.force(folder);
    }
}
