package io.flywheel.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Everything a run leaves on the machine while it runs: closing it, also by Ctrl-C, ends the processes and the files. */
final class Workspace implements AutoCloseable {
    private final Path root;
    private final Set<ChildJvm> children = ConcurrentHashMap.newKeySet();
    private final Set<Place> places = ConcurrentHashMap.newKeySet();
    private int folders;
    private boolean closed;

    Workspace() throws IOException {
        root = Files.createTempDirectory("flywheel-benchmark");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    Path folder(String name) {
        try {
            return Files.createDirectory(root.resolve(name + "-" + ++folders));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param folder where it runs, and where its output goes */
    synchronized ChildJvm start(List<String> arguments, Path folder) {
        if (closed) {
            throw new IllegalStateException("The run is being stopped.");
        }
        ChildJvm child = ChildJvm.start(arguments, folder, folder.resolve("output.log"));
        children.add(child);
        return child;
    }

    /** Closes it at the end, if nobody has before. */
    Place keep(Place place) {
        places.add(place);
        return place;
    }

    /** Frees the space of a round that is over. */
    static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        children.forEach(ChildJvm::close);
        for (Place place : places) {
            try {
                place.close();
            } catch (SQLException e) {
                System.err.println("Left behind: " + place.word() + " (" + e.getMessage() + ")");
            }
        }
        places.clear();
        delete(root);
    }
}
