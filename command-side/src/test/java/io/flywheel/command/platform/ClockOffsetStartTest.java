package io.flywheel.command.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class ClockOffsetStartTest {
    private final CommandSideConfiguration configuration = new CommandSideConfiguration();

    @Test
    void the_clock_is_moved_by_the_whole_of_the_offset() {
        Instant now = Clock.systemUTC().instant();
        assertThat(Duration.between(now, configuration.clock("P2W1D").instant()))
                .isBetween(Duration.ofDays(15), Duration.ofDays(15).plusMinutes(1));
    }

    @Test
    void years_stop_the_start_with_the_option_and_the_reason() {
        assertThatThrownBy(() -> configuration.clock("P1Y"))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, refused -> {
                    assertThat(refused.getName()).isEqualTo("flywheel.clock-offset");
                    assertThat(refused.getReason()).contains("no fixed length", "P365D");
                });
    }
}
