package io.flywheel.query.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.env.MockEnvironment;

class QueryDefaultsTest {
    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void the_clock_is_moved_by_days_and_weeks_back_and_forth() {
        Instant now = Clock.systemUTC().instant();
        environment.setProperty("flywheel.clock-offset", "-P2W");
        assertThat(Duration.between(now, new QueryDefaults().clock(environment).instant()))
                .isBetween(Duration.ofDays(-14), Duration.ofDays(-14).plusMinutes(1));
    }

    @Test
    void months_stop_the_start_with_the_option_and_the_reason() {
        environment.setProperty("flywheel.clock-offset", "P3M");
        assertThatThrownBy(() -> new QueryDefaults().clock(environment))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, refused -> {
                    assertThat(refused.getName()).isEqualTo("flywheel.clock-offset");
                    assertThat(refused.getReason()).contains("no fixed length", "P30D");
                });
    }
}
