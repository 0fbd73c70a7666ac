package io.flywheel.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockOffsetTest {
    @ParameterizedTest
    @CsvSource({
        "P0D, PT0S",
        "P90D, PT2160H",
        "-P90D, PT-2160H",
        "P-90D, PT-2160H",
        "P2W, PT336H",
        "P1W1D, PT192H",
        "-P2W, PT-336H",
        "PT36H, PT36H",
        "-PT36H, PT-36H",
        "P1DT12H, PT36H",
        "PT0.5S, PT0.5S",
        "' P1D ', PT24H",
        "p1d, PT24H",
        "pt1h, PT1H",
    })
    void what_has_an_exact_length_is_read(String text, Duration offset) {
        assertThat(ClockOffset.parse(text)).isEqualTo(offset);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1Y", "P1M", "-P3M", "P1Y2M3D", "P1M2W"})
    void years_and_months_are_refused_with_what_to_write_instead(String text) {
        assertThatThrownBy(() -> ClockOffset.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no fixed length")
                .hasMessageContaining("P365D")
                .hasMessageContaining("P30D");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "90", "90d", "P", "PT", "P1YT1H", "P1WT1H", "a week", "P9999999999D"})
    void what_is_no_duration_is_refused_with_examples(String text) {
        assertThatThrownBy(() -> ClockOffset.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no ISO-8601 duration")
                .hasMessageContaining("P90D");
    }
}
