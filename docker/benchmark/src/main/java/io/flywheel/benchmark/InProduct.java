package io.flywheel.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a class of this program in a JVM of its own that has the product's libraries and settings: what it is measured
 * against uses the very same drivers.
 */
final class InProduct {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String PACKAGED = "BOOT-INF/classes/";

    private InProduct() {}

    /**
     * Returns what it printed.
     *
     * @param answer what a line of its output is to look like
     * @throws IllegalStateException if it failed, or printed no such line
     */
    static MatchResult run(Setup setup, Path folder, Class<?> main, Pattern answer, List<?> words)
            throws InterruptedException {
        Options options = setup.options();
        List<String> arguments = new ArrayList<>(List.of("-Xmx" + options.heap(), "-XX:+UseParallelGC"));
        arguments.addAll(List.of(
                "-Dh2.objectCache=false",
                "-Dloader.main=" + main.getName(),
                "-Dloader.path=" + ownClasses(folder) + "/",
                "-cp",
                options.product().toAbsolutePath().toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher"));
        words.forEach(word -> arguments.add(word.toString()));
        try (ChildJvm child = setup.workspace().start(arguments, folder)) {
            Matcher found = answer.matcher(child.await(PATIENCE));
            if (!found.find()) {
                throw new IllegalStateException(main.getSimpleName() + " gave no figure.\n" + child.lastWords());
            }
            return found.toMatchResult();
        }
    }

    /** The product's launcher takes further classes from a folder only. */
    private static Path ownClasses(Path folder) {
        String path = System.getProperty("java.class.path").split(File.pathSeparator)[0];
        Path own = Path.of(path).toAbsolutePath();
        if (Files.isDirectory(own)) {
            return own;
        }
        Path classes = folder.resolve("classes");
        try (JarFile jar = new JarFile(own.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(PACKAGED) && !entry.isDirectory()) {
                    Path file = classes.resolve(entry.getName().substring(PACKAGED.length()));
                    Files.createDirectories(file.getParent());
                    Files.copy(jar.getInputStream(entry), file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }
}
