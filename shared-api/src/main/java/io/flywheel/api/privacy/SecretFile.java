package io.flywheel.api.privacy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Makes a file that only this user can read, and that is there whole or not at all, also after a power cut. Where several
 * processes make it at once, the first one's stays; so it has to be read afterwards.
 */
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
        putInPlace(draft, file);
        Files.deleteIfExists(draft);
        Disk.force(folder);
    }

    private static void putInPlace(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException first) {
            // It was somebody else.
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(draft, file);
        }
    }
}
