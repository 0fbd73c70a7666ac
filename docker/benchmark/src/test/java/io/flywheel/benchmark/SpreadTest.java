package io.flywheel.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void the_median_of_an_odd_number_of_rounds_is_the_middle_one() {
        assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(4, 1, 9));
    }

    @Test
    void the_median_of_an_even_number_of_rounds_lies_between_the_two_in_the_middle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
    }

    @Test
    void one_round_is_all_there_is_to_say() {
        assertThat(Spread.of(List.of(2.5))).isEqualTo(new Spread(2.5, 2.5, 2.5));
    }

    @Test
    void no_round_is_no_figure() {
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_table_says_whether_a_goal_was_reached() {
        String text = new Section("t")
                .figure("fast", 2, List.of(0.4, 0.5, 0.6), Goal.atLeast(0.5))
                .figure("slow", 2, List.of(3.1), Goal.atMost(3))
                .markdown();

        assertThat(text).contains("| fast | 0.50 | 0.40 | 0.60 | ≥ 0.50 | reached |");
        assertThat(text).contains("| slow | 3.10 | 3.10 | 3.10 | ≤ 3.00 | **missed** |");
    }
}
