package io.flywheel.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoInstantsTest {
    @Test
    void reads_what_java_writes() {
        Random random = new Random(1);
        int[] grains = {1, 1_000, 1_000_000, 100_000_000, 1_000_000_000};
        for (int i = 0; i < 200_000; i++) {
            int grain = grains[random.nextInt(grains.length)];
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-70_000_000_000L, 260_000_000_000L), random.nextInt(1_000_000_000) / grain * grain);
            assertThat(IsoInstants.read(instant.toString())).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "-0001-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z",
                "2024-02-29T12:00:00.100Z",
            })
    void the_ends_of_time_are_read_too(String text) {
        assertThat(IsoInstants.read(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-03-01T24:00:00Z",
                "2024-12-31T23:59:60Z",
                "2024-03-01T12:00Z",
                "2024-03-01T12:00:00.Z",
                "2024-03-01T12:00:00.1Z",
                "2024-03-01T12:00:00.12345Z",
                "2024-03-01T12:00:00.1234567891Z",
                "2024-03-01T12:00:00,5Z",
                "2024-03-01T12:00:00+01:00",
                "2024-03-01t12:00:00z",
                "2023-02-29T12:00:00Z",
                "2024-13-01T12:00:00Z",
                "2024-00-10T12:00:00Z",
                "2024-03-01T12:60:00Z",
                "2024-03-0aT12:00:00Z",
                "2024-03-01T-1:00:00Z",
                "2024-03-01T12:00:0\u0664Z",
                "2024/03/01T12:00:00Z",
                "2024-03-01 12:00:00Z",
                "2024-03-01T12:00:00",
                "2024-03-01",
                "Z",
                "",
            })
    void odd_ones_are_read_or_refused_as_java_does(String text) {
        Instant expected;
        try {
            expected = Instant.parse(text);
        } catch (DateTimeException refused) {
            assertThatThrownBy(() -> IsoInstants.read(text)).isInstanceOf(DateTimeException.class);
            return;
        }
        assertThat(IsoInstants.read(text)).isEqualTo(expected);
    }
}
