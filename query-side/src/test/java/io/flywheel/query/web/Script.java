package io.flywheel.query.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The scripts of the pages as texts, for what can be told of them without a browser. */
final class Script {
    private Script() {}

    static String read(String file) throws IOException {
        try (InputStream in = Script.class.getResourceAsStream("/static/js/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Everything that a page loads, whatever its modules import included. */
    static String all(String page) throws IOException {
        Map<String, String> read = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(found("src=\"/js/([a-z-]+\\.js)\"", page));
        while (!open.isEmpty()) {
            String file = open.pop();
            if (!read.containsKey(file)) {
                read.put(file, read(file));
                open.addAll(found("from '\\./([a-z-]+\\.js)'", read(file)));
            }
        }
        return String.join("\n", read.values());
    }

    static Set<String> ids(String scripts) {
        return found("(?:element|draw|bars)\\('([a-z-]+)'", scripts);
    }

    /** The words that scripts take from their page, as its attributes are called. */
    static Set<String> words(String scripts) {
        return found("words\\.([a-zA-Z]+)", scripts).stream()
                .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(String pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
