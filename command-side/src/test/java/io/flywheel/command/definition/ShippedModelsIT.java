package io.flywheel.command.definition;

import static io.flywheel.command.definition.Texts.shop;
import static io.flywheel.command.definition.Texts.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.api.definition.DefinitionRefused;
import io.flywheel.api.model.StageModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

class ShippedModelsIT {
    @TempDir
    Path folder;

    private DefinitionNode node;

    @BeforeEach
    void start() {
        node = new DefinitionNode();
    }

    @Test
    void the_two_shipped_models_are_active_side_by_side_after_the_first_start() {
        shipped(node, "").start();
        assertThat(node.models.all()).extracting(StageModel::id).startsWith("aarrr", "five-stage");
        assertThat(node.models.all()).extracting(StageModel::version).containsOnly(1);
    }

    @Test
    void the_other_shipped_models_are_published_and_left_inactive() {
        shipped(node, "").start();
        assertThat(node.models.catalogue().models().values())
                .filteredOn(model -> model.active() == null)
                .extracting(PublishedModel::id)
                .contains("care", "content", "ecommerce", "flywheel", "saas")
                .doesNotContain("aarrr", "five-stage");
    }

    @Test
    void a_restart_publishes_and_activates_nothing_again() {
        shipped(node, "").start();
        int events = node.events();
        shipped(new DefinitionNode(node), "").start();
        assertThat(node.events()).isEqualTo(events);
    }

    @Test
    void a_restart_does_not_bring_back_a_shipped_text_that_was_replaced() {
        shipped(node, "").start();
        node.publish("aarrr", shop("aarrr", 2));
        shipped(node, "").start();
        assertThat(node.models.catalogue().get("aarrr").versions()).hasSize(2);
    }

    @Test
    void a_file_in_the_folder_takes_the_place_of_the_shipped_one() throws IOException {
        Files.writeString(folder.resolve("aarrr.yaml"), shop("aarrr", 2));
        shipped(node, folder.toString()).start();
        assertThat(node.models.all()).extracting(StageModel::id).startsWith("aarrr", "five-stage");
        assertThat(node.models.byRef("aarrr", 1).titles()).containsEntry("en", "A small shop");
        assertThat(node.models.catalogue().get("aarrr").versions()).hasSize(1);
    }

    @Test
    void a_model_of_the_folder_is_published_and_left_inactive() throws IOException {
        Files.writeString(folder.resolve("shop.yaml"), shop("shop", 2));
        shipped(node, folder.toString()).start();
        assertThat(node.models.catalogue().get("shop").active()).isNull();
        assertThat(node.models.catalogue().get("shop").newest().by()).isEqualTo("folder");
    }

    @Test
    void a_changed_file_becomes_a_draft_while_people_keep_the_active_version() throws IOException {
        shipped(node, "").start();
        node.recordSomebody();
        Files.writeString(folder.resolve("aarrr.yaml"), shop("aarrr", 2));
        shipped(node, folder.toString()).start();
        assertThat(node.models.catalogue().get("aarrr").newest().version()).isEqualTo(2);
        assertThat(node.models.all().getFirst().version()).isEqualTo(1);
    }

    @Test
    void a_wrong_file_in_the_folder_stops_the_start_and_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), wrong("shop"));
        assertThatThrownBy(() -> shipped(node, folder.toString()).start())
                .isInstanceOf(DefinitionRefused.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_folder_that_is_not_there_stops_the_start() {
        assertThatThrownBy(() ->
                        shipped(node, folder.resolve("missing").toString()).start())
                .hasMessageContaining("flywheel.models");
    }

    @Test
    void models_are_there_after_the_command_handlers_and_before_the_web_server() {
        assertThat(ShippedModels.PHASE)
                .isGreaterThan(SpringAxonConfiguration.LIFECYCLE_PHASE)
                .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
    }

    private static ShippedModels shipped(DefinitionNode node, String folder) {
        return new ShippedModels(node.definitions, node.models, folder);
    }
}
