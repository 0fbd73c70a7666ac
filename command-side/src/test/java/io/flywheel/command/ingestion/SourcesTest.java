package io.flywheel.command.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.command.ingestion.SourceSettings.Sender;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {
    private static Sources called(String name) {
        Sender sender = new Sender("a-key", null, null, List.of(), List.of());
        return new Sources(new SourceSettings("data", "USD", Map.of(name, sender)), Clock.systemUTC());
    }

    @ParameterizedTest
    @ValueSource(strings = {"flywheel", "Flywheel"})
    void no_sender_may_have_the_name_under_which_the_installation_itself_records(String name) {
        assertThatThrownBy(() -> called(name))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No source may be called " + name)
                .hasMessageContaining("another name");
    }

    @Test
    void a_name_that_only_begins_like_it_is_anybodys() {
        assertThat(called("flywheel-shop").byName("flywheel-shop")).isPresent();
    }
}
