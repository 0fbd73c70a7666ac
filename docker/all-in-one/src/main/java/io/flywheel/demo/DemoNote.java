package io.flywheel.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Properties;

/**
 * Remembers beside the store which demo it was given and for which day, so that a start after a crash goes on with the
 * same one.
 */
record DemoNote(String population, LocalDate today, boolean complete) {
    private static final String FILE = "demo.properties";

    static Optional<DemoNote> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new DemoNote(
                properties.getProperty("population"),
                LocalDate.parse(properties.getProperty("today")),
                Boolean.parseBoolean(properties.getProperty("complete"))));
    }

    DemoNote completed() {
        return new DemoNote(population, today, true);
    }

    void write(Path folder) {
        Properties properties = new Properties();
        properties.setProperty("population", population);
        properties.setProperty("today", today.toString());
        properties.setProperty("complete", Boolean.toString(complete));
        Path draft = folder.resolve(FILE + ".new");
        try (Writer writer = Files.newBufferedWriter(draft)) {
            properties.store(writer, "The sample population in this store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Files.move(
                    draft, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
