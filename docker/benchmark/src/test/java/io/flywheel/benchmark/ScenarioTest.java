package io.flywheel.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScenarioTest {
    @Test
    void each_that_can_be_asked_for_is_there_and_has_a_title() {
        assertThat(Options.ALL).allSatisfy(name -> {
            assertThat(Scenario.named(name)).isNotNull();
            assertThat(Scenario.title(name)).startsWith("`" + name + "`");
            assertThat(Options.USAGE).contains("[" + name + "]");
        });
        assertThatThrownBy(() -> Scenario.named("everything")).hasMessageContaining("usage");
    }
}
