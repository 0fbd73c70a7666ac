package io.flywheel.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;

/** What the pages do with figures and texts before a browser is asked. */
class ScriptTest {
    private Context scripts;
    private ScriptableObject global;

    @BeforeEach
    void load() throws IOException {
        scripts = Context.enter();
        scripts.setLanguageVersion(Context.VERSION_ECMASCRIPT);
        global = scripts.initStandardObjects();
        for (String file : new String[] {"figures.js", "csv.js"}) {
            run(Script.read(file).replaceAll("(?m)^export ", ""));
        }
    }

    @AfterEach
    void close() {
        Context.exit();
    }

    private String run(String script) {
        return Context.toString(scripts.evaluateString(global, script, "script", 1, null));
    }

    @Test
    void no_text_in_a_csv_file_is_run_as_a_formula() {
        for (String start : new String[] {"=", "+", "-", "@", "\\t", "\\r"}) {
            assertThat(run("csvOf([[{text: '" + start + "1'}]]).replace('\"', '')"))
                    .startsWith("'");
        }
        assertThat(run("csvOf([[{text: 'ada'}, {text: ''}]])")).isEqualTo("ada,\r\n");
    }

    @Test
    void numbers_in_a_csv_file_are_left_as_they_are() {
        assertThat(run("csvOf([[{text: '-12.50', number: true}, {text: '3', number: true}]])"))
                .isEqualTo("-12.50,3\r\n");
    }

    @Test
    void a_cell_of_a_csv_file_is_quoted_where_it_must_be() {
        assertThat(run("csvOf([[{text: 'a,b'}, {text: 'say \"x\"'}, {text: 'two\\nlines'}, {text: '=1,2'}]])"))
                .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"'=1,2\"\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "50.202667, 50.20",
        "0.005, 0.01",
        "0.00499, 0.00",
        "-0.004, 0.00",
        "-1.995, -2.00",
        "7, 7.00",
        "123456789012345678.999, 123456789012345679.00"
    })
    void an_amount_is_rounded_to_two_places_as_text(String text, String rounded) {
        assertThat(run("rounded('" + text + "')")).isEqualTo(rounded);
    }

    @Test
    void amounts_are_added_without_losing_a_digit() {
        assertThat(run("sum(['0.10', '0.20', '9007199254740993.000001'])")).isEqualTo("9007199254740993.300001");
        assertThat(run("sum(['1.50', '-2.25'])")).isEqualTo("-0.75");
        assertThat(run("sum([])")).isEqualTo("0.00");
    }

    @Test
    void a_mean_of_nobody_is_none() {
        assertThat(run("mean('10.00', 3)")).isEqualTo("3.333333");
        assertThat(run("mean('0.00', 0)")).isEqualTo("null");
    }

    @Test
    void only_nothing_is_left_uncoloured() {
        assertThat(run("[heat(0, 5), heat(-3, 5), heat(0.0001, 5), heat(5, 5), heat(9, 5), heat(1, 0)].join()"))
                .isEqualTo("0,0,1,9,9,0");
    }
}
