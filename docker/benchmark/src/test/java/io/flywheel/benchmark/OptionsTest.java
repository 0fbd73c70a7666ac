package io.flywheel.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Path TARGET = Path.of("docker", "benchmark", "target");

    @Test
    void without_words_everything_is_measured_as_published() {
        Options options = Options.parse(List.of(), TARGET);

        assertThat(options.scenarios()).isEqualTo(Options.ALL);
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.product()).isEqualTo(Path.of("docker", "all-in-one", "target", "flywheel.jar"));
        assertThat(options.report()).isEqualTo(TARGET.resolve("benchmark.md"));
    }

    @Test
    void words_choose_the_scenarios_and_options_their_size() {
        Options options = Options.parse(List.of("late", "--rounds=2", "--profile"), TARGET);

        assertThat(options.scenarios()).containsExactly("late");
        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.profile()).isTrue();
    }

    @Test
    void what_is_not_understood_is_said() {
        assertThatThrownBy(() -> Options.parse(List.of("everything"), TARGET)).hasMessageContaining("everything");
        assertThatThrownBy(() -> Options.parse(List.of("--round=2"), TARGET)).hasMessageContaining("--round");
        assertThatThrownBy(() -> Options.parse(List.of("--rounds=two"), TARGET)).hasMessageContaining("two");
    }
}
