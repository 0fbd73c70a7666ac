package io.flywheel.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.privacy.KeyName;
import org.junit.jupiter.api.Test;

class NewKeysTest {
    private final NewKeys keys = new NewKeys();

    @Test
    void another_attempt_at_a_batch_gets_the_same_names() {
        KeyName ada = keys.next("ada");
        KeyName bob = keys.next("bob");
        keys.startOver();
        assertThat(keys.next("bob")).isEqualTo(bob).isNotEqualTo(ada);
        assertThat(keys.next("ada")).isEqualTo(ada);
    }

    @Test
    void an_id_that_moves_on_within_a_batch_has_a_key_of_its_own_with_each_person() {
        KeyName first = keys.next("tablet");
        KeyName second = keys.next("tablet");
        assertThat(second).isNotEqualTo(first);
        keys.startOver();
        assertThat(keys.next("tablet")).isEqualTo(first);
        assertThat(keys.next("tablet")).isEqualTo(second);
    }
}
