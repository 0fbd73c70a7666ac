package io.flywheel.command.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything an installation knows; one process at a time owns it. */
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the folder where it is missing and owns it until closed; the system gives it up when the process dies.
     *
     * @param configured absolute, or relative to the working directory
     * @throws DataFolderUnusable if it cannot be written, or another process owns it
     */
    static DataFolder own(String configured) {
        Path path = absolute(configured);
        FileChannel channel;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(
                    path.resolve("flywheel.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw DataFolderUnusable.notWritable(path, e);
        }
        if (lock(channel) == null) {
            close(channel);
            throw DataFolderUnusable.inUse(path);
        }
        return new DataFolder(path, channel);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        close(channel);
    }

    private static Path absolute(String configured) {
        try {
            Path path = Path.of(configured).toAbsolutePath().normalize();
            if (path.toString().contains(";")) {
                throw DataFolderUnusable.badName(configured);
            }
            return path;
        } catch (InvalidPathException e) {
            throw DataFolderUnusable.badName(configured);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
