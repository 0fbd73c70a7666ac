package io.flywheel.api.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of the keys. Its file is numbered, and a larger one has the next number: so growing is one rename, and what a
 * crash left behind is known by its smaller number, or by being a draft, and is wiped.
 */
final class KeyFolder {
    private static final String NAME = "data-keys.";
    private static final Pattern NUMBERED = Pattern.compile("data-keys\\.(\\d{1,9})");
    private static final String DRAFT = ".new";

    private final Path path;

    KeyFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    void create() throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
            Disk.restrict(path, "rwx------");
        }
    }

    /** The file that holds the keys now. */
    Optional<Path> newest() throws IOException {
        return numbered().stream().findFirst();
    }

    /**
     * @param newest none in a folder without keys
     * @param isLittered whether there is anything else, which only a crash leaves behind
     */
    record Content(Optional<Path> newest, boolean isLittered) {}

    /** For who holds the lock. */
    Content content() throws IOException {
        List<Path> all = tables();
        Optional<Path> newest =
                all.stream().filter(file -> number(file) > 0).max(Comparator.comparingInt(KeyFolder::number));
        return new Content(newest, all.size() > 1);
    }

    private List<Path> tables() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().startsWith(NAME))
                    .toList();
        }
    }

    private List<Path> numbered() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> number(file) > 0)
                    .sorted(Comparator.comparingInt(KeyFolder::number).reversed())
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private static int number(Path file) {
        Matcher name = NUMBERED.matcher(file.getFileName().toString());
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }

    /** Where the next file is written before it is the newest. */
    Path draft() throws IOException {
        Path draft = path.resolve(NAME + (newest().map(KeyFolder::number).orElse(0) + 1) + DRAFT);
        if (Files.exists(draft)) {
            wipe(draft);
        }
        return draft;
    }

    /** Makes a draft, which must be on the disk as a whole, the newest. */
    Path publish(Path draft) throws IOException {
        String name = draft.getFileName().toString();
        Path file = path.resolve(name.substring(0, name.length() - DRAFT.length()));
        Files.move(draft, file);
        Disk.force(path);
        return file;
    }

    /** Wipes what a crash left behind. */
    void clear() throws IOException {
        List<Path> numbered = numbered();
        for (Path old : numbered.subList(Math.min(1, numbered.size()), numbered.size())) {
            wipe(old);
        }
        try (Stream<Path> files = Files.list(path)) {
            for (Path draft :
                    files.filter(file -> file.toString().endsWith(DRAFT)).toList()) {
                wipe(draft);
            }
        }
    }

    private static void wipe(Path file) throws IOException {
        try (KeyTable table = KeyTable.open(file, true)) {
            table.retire();
        } catch (KeysRefused unfinished) {
            // A draft without its header holds no key yet.
        }
        Files.delete(file);
    }
}
