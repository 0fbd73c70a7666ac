package io.flywheel.command.definition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The definitions that come with the product or are in a folder of the operator's, by id, which is the file's name. */
public final class ShippedTexts {
    /** Who published what comes with the product. */
    public static final String BY = "flywheel";

    private static final String SUFFIX = ".yaml";

    private ShippedTexts() {}

    /**
     * @param file where it is from, as people are told
     * @param by who is said to have published it
     */
    public record Text(String file, String yaml, String by) {}

    /** @param pattern of class path resources */
    public static Map<String, Text> of(String pattern) {
        Map<String, Text> texts = new TreeMap<>();
        try {
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                String name = String.valueOf(resource.getFilename());
                texts.put(idOf(name), new Text(name, resource.getContentAsString(UTF_8), BY));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return texts;
    }

    static Map<String, Text> in(Path folder) {
        Map<String, Text> texts = new TreeMap<>();
        try {
            for (Path file : filesIn(folder)) {
                String name = String.valueOf(file.getFileName());
                texts.put(idOf(name), new Text(file.toString(), Files.readString(file), "folder"));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return texts;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            found.forEach(files::add);
        }
        return files;
    }

    private static String idOf(String fileName) {
        return fileName.substring(0, fileName.length() - SUFFIX.length());
    }

    private static UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("A definition's file cannot be read: " + e.getMessage(), e);
    }
}
