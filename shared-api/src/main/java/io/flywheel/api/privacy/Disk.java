package io.flywheel.api.privacy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** What files of keys ask of a file system, where it can do it. */
final class Disk {
    private Disk() {}

    static void restrict(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    /** After this a power cut takes nothing of it away; a folder's content is the names in it. */
    static void force(@Nullable Path path) throws IOException {
        if (path == null || (Files.isDirectory(path) && !isPosix(path))) {
            return;
        }
        Boolean ignored = throughChannel(path, channel -> {
            channel.force(true);
            return true;
        });
    }

    interface Use<T> {
        T of(FileChannel channel) throws IOException;
    }

    /** Reads through a channel that lives for this only; an interrupted thread, which closes channels, stays interrupted. */
    static <T> T throughChannel(Path path, Use<T> use) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    return use.of(channel);
                } catch (ClosedByInterruptException e) {
                    interrupted = Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
