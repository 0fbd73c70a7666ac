package io.flywheel.command.definition;

import static io.flywheel.command.definition.Texts.shop;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.api.model.ModelRef;
import io.flywheel.command.definition.Adoptions.Walk;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdoptionsIT {
    private DefinitionNode node;

    @BeforeEach
    void three_versions_of_a_shop() {
        node = new DefinitionNode();
        node.publish("shop", shop("shop", 2));
        node.publish("shop", shop("shop", 3));
        node.publish("shop", shop("shop", 4));
    }

    @Test
    void nobody_is_walked_to_for_a_version_that_was_active_before_anybody_was_recorded() {
        node.activate("shop", 1);
        node.recordSomebody();
        node.adoptions.begin();
        assertThat(node.adoptions.next()).isNull();
        assertThat(node.adoptions.latest("shop")).isNull();
    }

    @Test
    void everybody_is_walked_to_for_a_version_that_is_activated_later() {
        node.activate("shop", 1);
        node.recordSomebody();
        node.activate("shop", 2);
        assertThat(walk().model()).isEqualTo(new ModelRef("shop", 2));
        assertThat(walk().activation()).isEqualTo(node.events());
        assertThat(walk().walked()).isEmpty();
    }

    @Test
    void activating_the_active_version_again_begins_nothing() {
        node.recordSomebody();
        node.activate("shop", 2);
        node.adoptions.finished(walk());
        node.activate("shop", 2);
        assertThat(node.adoptions.next()).isNull();
    }

    @Test
    void a_walk_goes_on_where_it_was_also_in_another_process() {
        node.recordSomebody();
        node.activate("shop", 2);
        node.adoptions.walked(walk(), "m", 7);
        DefinitionNode other = new DefinitionNode(node);
        other.adoptions.begin();
        assertThat(Objects.requireNonNull(other.adoptions.next()).walked()).isEqualTo("m");
        assertThat(Objects.requireNonNull(other.adoptions.latest("shop")).adopted())
                .isEqualTo(7);
    }

    @Test
    void the_last_activation_wins_and_walks_from_the_start() {
        node.recordSomebody();
        node.activate("shop", 2);
        node.adoptions.walked(walk(), "m", 7);
        node.activate("shop", 3);
        assertThat(walk().model().version()).isEqualTo(3);
        assertThat(walk().walked()).isEmpty();
        node.adoptions.finished(walk());
        assertThat(node.adoptions.next())
                .as("the second version's walk is over")
                .isNull();
    }

    @Test
    void going_back_to_an_earlier_version_is_a_walk_like_any_other() {
        node.recordSomebody();
        node.activate("shop", 1);
        node.adoptions.finished(walk());
        node.activate("shop", 2);
        node.adoptions.finished(walk());
        node.activate("shop", 1);
        assertThat(walk().model().version()).isEqualTo(1);
        assertThat(walk().walked()).isEmpty();
    }

    @Test
    void an_activation_whose_process_died_before_the_walk_was_noted_is_found_at_the_next_start() {
        node.recordSomebody();
        node.activate("shop", 2);
        node.log.update("DELETE FROM model_adoption");
        DefinitionNode next = new DefinitionNode(node);
        next.adoptions.begin();
        assertThat(next.adoptions.next()).isEqualTo(new Walk(node.events(), new ModelRef("shop", 2), ""));
    }

    @Test
    void who_was_set_aside_is_walked_to_again_after_a_restart() {
        node.recordSomebody();
        node.activate("shop", 2);
        node.adoptions.setAside(walk(), "m");
        node.adoptions.finished(walk());
        assertThat(Objects.requireNonNull(node.adoptions.latest("shop")).setAside())
                .isEqualTo(1);
        node.adoptions.retrySetAside();
        assertThat(walk().walked()).isEmpty();
    }

    @Test
    void two_models_are_walked_one_after_the_other() {
        node.publish("kiosk", shop("kiosk", 2));
        node.recordSomebody();
        node.activate("shop", 1);
        node.activate("kiosk", 1);
        assertThat(node.adoptions.uncounted()).hasSize(2);
        node.adoptions.finished(walk());
        assertThat(walk().model()).isEqualTo(new ModelRef("kiosk", 1));
    }

    private Walk walk() {
        return Objects.requireNonNull(node.adoptions.next());
    }
}
