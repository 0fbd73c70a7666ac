package io.flywheel.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source tree that is being built. */
final class Repository {
    private Repository() {}

    static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(path.resolve("shared-api"))) {
            path = path.getParent();
        }
        return path;
    }

    /** Every file of that name pattern under the main sources of all modules. */
    static List<Path> mainFiles(String ending) {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().contains("/src/main/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
