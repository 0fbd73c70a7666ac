package io.flywheel.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules that only the sources can tell. */
class SourceRulesTest {
    private static final int LONGEST = 300;

    @Test
    void no_file_is_longer_than_three_hundred_lines() {
        List<Path> files = Repository.mainFiles(".java");
        assertThat(files).hasSizeGreaterThan(40);
        assertThat(files.stream().filter(file -> tooLong(Repository.read(file))))
                .isEmpty();
    }

    @Test
    void the_rule_of_length_bites() {
        assertThat(tooLong("x\n".repeat(300))).isFalse();
        assertThat(tooLong("x\n".repeat(301))).isTrue();
    }

    @Test
    void every_table_of_a_read_model_has_a_generation_and_a_view_over_the_live_one() {
        List<String> problems = new ArrayList<>();
        for (Path file : Repository.mainFiles(".sql")) {
            if (file.getParent().endsWith(Path.of("db", "query"))) {
                ReadModelSchema.problems(file.getFileName().toString(), Repository.read(file))
                        .forEach(problems::add);
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void the_rule_of_generations_bites() {
        assertThat(ReadModelSchema.problems("V2__x.sql", """
                CREATE TABLE visit_rows (
                    generation INT NOT NULL, -- of the rebuild
                    day INT NOT NULL
                );
                CREATE VIEW visit AS SELECT day FROM visit_rows
                WHERE generation = (SELECT live FROM read_model WHERE name = 'visit');
                """)).isEmpty();
        assertThat(ReadModelSchema.problems("V2__x.sql", "CREATE TABLE visit_rows (generation INT);"))
                .containsExactly("V2__x.sql: visit_rows has no view visit over its live generation");
        assertThat(ReadModelSchema.problems("V2__x.sql", """
                CREATE TABLE visit_rows (day INT);
                CREATE VIEW visit AS SELECT day FROM visit_rows;
                """))
                .containsExactly(
                        "V2__x.sql: visit_rows has no column generation",
                        "V2__x.sql: visit_rows has no view visit over its live generation");
        assertThat(ReadModelSchema.problems("V2__x.sql", "CREATE TABLE visit (day INT);"))
                .containsExactly("V2__x.sql: visit is not named visit_rows");
        assertThat(ReadModelSchema.problems("V1__platform.sql", "CREATE TABLE read_model (live INT);"))
                .isEmpty();
    }

    @Test
    void every_column_of_text_says_how_it_is_compared() {
        List<Path> files = Repository.mainFiles(".sql");
        assertThat(files).isNotEmpty();
        assertThat(files.stream().flatMap(file -> unsaid(Repository.read(file))))
                .isEmpty();
    }

    @Test
    void the_rule_of_text_columns_bites() {
        assertThat(unsaid("""
                CREATE TABLE x (
                    a VARCHAR(64) ${ascii} NOT NULL,
                    b VARCHAR(64) ${text}, -- not VARCHAR(64) NOT NULL
                    c VARCHAR(64) NOT NULL,
                    d TEXT
                );
                """)).containsExactly("c VARCHAR(64) NOT NULL,", "d TEXT");
    }

    /** On MySQL such a column would follow the schema, which may take a for A. */
    private static Stream<String> unsaid(String sql) {
        return sql.replaceAll("--[^\n]*", "")
                .lines()
                .map(String::strip)
                .filter(line ->
                        line.matches("(?i)\\w+\\s+((VAR)?CHAR\\(\\d+\\)|TEXT|CLOB)(?!\\s+\\$\\{(ascii|text)}).*"));
    }

    private static boolean tooLong(String text) {
        return text.lines().count() > LONGEST;
    }
}
