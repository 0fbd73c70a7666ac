package io.flywheel.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the table that leads people to the code from going stale. */
class WhereIsTest {
    private static final String HEADING = "## Where is ...?";
    private static final Pattern PATH = Pattern.compile("`([\\w.-]+(?:/[\\w.-]+)+)`");

    @Test
    void every_path_in_the_where_is_table_exists() {
        assertThat(paths(Repository.read(Repository.root().resolve("README.md"))))
                .hasSizeGreaterThan(20)
                .allMatch(path -> Files.exists(Repository.root().resolve(path)), "exists");
    }

    @Test
    void every_answer_names_a_file_and_a_test() {
        assertThat(rows(Repository.read(Repository.root().resolve("README.md"))))
                .isNotEmpty()
                .allMatch(row -> PATH.matcher(row).results().count() >= 2, "has a file and a test");
    }

    @Test
    void a_path_that_does_not_exist_is_found() {
        assertThat(paths(HEADING + "\n| a | `b/C.java` | `d/e/F.java` |\n## Next\n| x | `y/z` |"))
                .containsExactly("b/C.java", "d/e/F.java")
                .noneMatch(path -> Files.exists(Repository.root().resolve(path)));
    }

    private static List<String> paths(String readme) {
        return table(readme)
                .flatMap(line -> PATH.matcher(line).results().map(found -> found.group(1)))
                .toList();
    }

    private static List<String> rows(String readme) {
        return table(readme).filter(line -> !line.startsWith("|--")).skip(1).toList();
    }

    private static Stream<String> table(String readme) {
        return readme.lines()
                .dropWhile(line -> !line.equals(HEADING))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("|"));
    }
}
