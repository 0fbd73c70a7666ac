package io.flywheel.command.definition;

import static io.flywheel.command.definition.Texts.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.api.model.StageModel;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActiveModelsIT {
    private DefinitionNode node;

    @BeforeEach
    void start() {
        node = new DefinitionNode();
    }

    @Test
    void nothing_is_active_in_an_empty_store() {
        assertThat(node.models.all()).isEmpty();
    }

    @Test
    void a_published_draft_is_not_active() {
        node.publish("shop", shop("shop", 2));
        assertThat(node.models.all()).isEmpty();
    }

    @Test
    void models_stand_in_the_order_in_which_they_were_first_activated() {
        node.publish("kiosk", shop("kiosk", 2));
        node.publish("shop", shop("shop", 2));
        node.publish("shop", shop("shop", 3));
        node.activate("shop", 1);
        node.activate("kiosk", 1);
        node.activate("shop", 2);
        assertThat(active(node)).containsExactly("shop 2", "kiosk 1");
    }

    @Test
    void the_list_stays_the_same_object_until_something_changes() {
        node.publish("shop", shop("shop", 2));
        node.activate("shop", 1);
        List<StageModel> before = node.models.all();
        node.models.follow();
        assertThat(node.models.all()).isSameAs(before);
    }

    @Test
    void the_fingerprint_changes_with_the_active_versions_and_with_nothing_else() {
        node.publish("shop", shop("shop", 2));
        String none = node.models.fingerprint();
        node.activate("shop", 1);
        String first = node.models.fingerprint();
        node.publish("shop", shop("shop", 3));
        node.publish("kiosk", shop("kiosk", 3));
        assertThat(node.models.fingerprint())
                .isEqualTo(first)
                .isNotEqualTo(none)
                .matches("[0-9a-f]{16}");
        node.activate("shop", 2);
        assertThat(node.models.fingerprint()).isNotEqualTo(first);
        assertThat(new DefinitionNode(node).models.fingerprint()).isEqualTo(node.models.fingerprint());
    }

    @Test
    void another_process_sees_what_was_activated_when_it_looks_again() {
        DefinitionNode other = new DefinitionNode(node);
        assertThat(other.models.all()).isEmpty();
        node.publish("shop", shop("shop", 2));
        node.activate("shop", 1);
        assertThat(other.models.all()).isEmpty();
        other.models.follow();
        assertThat(active(other)).containsExactly("shop 1");
    }

    @Test
    void every_published_version_can_be_had_for_ever() {
        node.publish("shop", shop("shop", 2));
        node.publish("shop", shop("shop", 3));
        assertThat(node.models.byRef("shop", 1).rules().getFirst().text()).endsWith(">= 2");
        assertThat(node.models.byRef("shop", 2).rules().getFirst().text()).endsWith(">= 3");
    }

    @Test
    void a_version_published_by_another_process_is_found_at_once() {
        DefinitionNode other = new DefinitionNode(node);
        assertThat(other.models.all()).isEmpty();
        node.publish("shop", shop("shop", 2));
        assertThat(other.models.byRef("shop", 1).version()).isEqualTo(1);
    }

    @Test
    void a_version_that_was_never_published_is_unknown() {
        node.publish("shop", shop("shop", 2));
        assertThatThrownBy(() -> node.models.byRef("shop", 2)).hasMessageContaining("has no version 2");
        assertThatThrownBy(() -> node.models.byRef("shop", 0)).hasMessageContaining("has no version 0");
        assertThatThrownBy(() -> node.models.byRef("stall", 1)).hasMessageContaining("No model is called 'stall'");
    }

    @Test
    void a_set_that_was_taken_holds_until_something_is_published_or_activated_anywhere() {
        node.publish("shop", shop("shop", 2));
        node.activate("shop", 1);
        ActiveSet taken = node.models.now();
        assertThat(node.models.stillHolds(taken)).isTrue();
        new DefinitionNode(node).publish("shop", shop("shop", 3));
        assertThat(node.models.stillHolds(taken)).isFalse();
        assertThat(node.models.stillHolds(node.models.now())).isTrue();
    }

    @Test
    void people_stand_in_nobodys_way_of_publishing_a_draft() {
        node.recordSomebody();
        assertThat(node.publish("shop", shop("shop", 2))).isEqualTo(1);
    }

    private static List<String> active(DefinitionNode node) {
        return node.models.all().stream()
                .map(model -> model.id() + " " + model.version())
                .toList();
    }
}
