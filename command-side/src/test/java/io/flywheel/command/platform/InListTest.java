package io.flywheel.command.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InListTest {
    @Test
    void every_value_is_in_one_slice_and_in_its_order() {
        List<Integer> values = IntStream.range(0, 1_001).boxed().toList();
        assertThat(InList.slices(values))
                .containsExactly(values.subList(0, 500), values.subList(500, 1_000), values.subList(1_000, 1_001));
    }

    @Test
    void no_values_make_no_slice_so_that_no_empty_list_is_asked_for() {
        assertThat(InList.slices(List.of())).isEmpty();
    }

    @Test
    void each_value_has_a_question_mark() {
        assertThat(InList.marks(List.of("a"))).isEqualTo("(?)");
        assertThat(InList.marks(List.of("a", "b", "c"))).isEqualTo("(?, ?, ?)");
    }
}
