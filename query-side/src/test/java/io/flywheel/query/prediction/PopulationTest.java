package io.flywheel.query.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PopulationTest {
    @Test
    void equal_people_are_one_row() {
        Customers customers = Customers.of(
                new int[] {2, 0, 2, 0, 1, 0}, new double[] {3, 0, 3, 0, 3, -0.0}, new double[] {9, 9, 9, 9, 9, 8});

        assertThat(customers.people()).isEqualTo(6);
        assertThat(customers.rows()).isEqualTo(4);
        assertThat(customers.repeats()).isEqualTo(5);
        assertThat(customers.weeks()).isEqualTo(53);
        assertThat(customers.xs).containsExactly(0, 1, 2);
        assertThat(customers.peopleByX).containsExactly(3, 1, 2);
    }

    /** Where somebody without repeats was last seen says nothing. */
    @Test
    void a_last_time_without_repeats_is_forgotten() {
        assertThat(Customers.of(new int[] {0, 0}, new double[] {1, 2}, new double[] {5, 5})
                        .rows())
                .isEqualTo(1);
    }

    @Test
    void equal_spend_is_one_row_and_free_repeats_are_left_out() {
        Spends spends = Spends.of(new int[] {1, 1, 2, 0, 3}, new double[] {5, 5, 5, 0, 0});

        assertThat(spends.people()).isEqualTo(3);
        assertThat(spends.rows()).isEqualTo(2);
        assertThat(spends.mean()).isEqualTo(5);
    }

    @Test
    void arrays_of_different_people_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Customers.of(new int[2], new double[2], new double[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> Spends.of(new int[2], new double[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Customers.of(new int[] {1}, new double[] {2}, new double[] {1}));
    }
}
