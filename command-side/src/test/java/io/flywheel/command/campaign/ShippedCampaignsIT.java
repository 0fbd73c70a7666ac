package io.flywheel.command.campaign;

import static io.flywheel.command.campaign.CampaignTexts.comeBack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import io.flywheel.api.definition.ModelFile;
import io.flywheel.api.model.Stage;
import io.flywheel.api.model.StageModel;
import io.flywheel.api.winback.Campaign;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

class ShippedCampaignsIT {
    private CampaignNode node;
    private StageModel aarrr;

    @BeforeEach
    void start() throws IOException {
        try (InputStream text = ModelFile.class.getResourceAsStream("/models/aarrr.yaml")) {
            aarrr = ModelFile.read("aarrr.yaml", 1, new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }
        node = knowing(new CampaignNode());
    }

    @Test
    void the_win_back_is_active_after_the_first_start() {
        shipped(node).start();
        assertThat(node.campaigns.active()).singleElement().satisfies(winBack -> {
            assertThat(winBack.id()).isEqualTo("win-back");
            assertThat(winBack.isWinBack()).isTrue();
            assertThat(winBack.model()).isEqualTo("aarrr");
            assertThat(winBack.stage()).isEqualTo("churn");
            assertThat(winBack.steps())
                    .hasSize(3)
                    .allMatch(step -> step.channel().equals("log"));
            assertThat(winBack.holdOut()).isEqualTo(new BigDecimal("0.1"));
            assertThat(winBack.quietHours().from()).isEqualTo(LocalTime.of(21, 0));
            assertThat(winBack.quietHours().to()).isEqualTo(LocalTime.of(9, 0));
            assertThat(winBack.within()).isEqualTo(Duration.ofDays(30));
            assertThat(winBack.coolDown()).isEqualTo(Duration.ofDays(90));
        });
    }

    @Test
    void there_is_a_campaign_for_every_stage_and_all_but_the_win_back_are_drafts() {
        shipped(node).start();
        List<Campaign> all = node.campaigns.catalogue().inOrder().stream()
                .map(campaign -> node.campaigns.byRef(campaign.id(), 1))
                .toList();
        assertThat(all)
                .extracting(Campaign::stage)
                .containsExactlyInAnyOrderElementsOf(
                        aarrr.stages().stream().map(Stage::name).toList());
        assertThat(all)
                .filteredOn(campaign -> !campaign.isWinBack())
                .hasSize(5)
                .allMatch(campaign -> node.campaigns.standing(campaign.id()) == Standing.DRAFT);
    }

    @Test
    void every_one_has_a_title_in_english_and_in_chinese() {
        shipped(node).start();
        assertThat(node.campaigns.catalogue().campaigns().keySet())
                .allSatisfy(
                        id -> assertThat(node.campaigns.byRef(id, 1).titles()).containsOnlyKeys("en", "zh"));
    }

    @Test
    void a_restart_publishes_and_activates_nothing_again() {
        shipped(node).start();
        node.pause("win-back");
        int events = node.events();
        shipped(knowing(new CampaignNode(node))).start();
        assertThat(node.events()).isEqualTo(events);
    }

    @Test
    void a_restart_does_not_bring_back_a_shipped_text_that_was_replaced() {
        shipped(node).start();
        node.publish("habit", comeBack("habit", "of-our-own"));
        shipped(node).start();
        assertThat(node.campaigns.catalogue().get("habit").versions()).hasSize(2);
    }

    @Test
    void a_model_in_the_place_of_the_shipped_one_keeps_nobody_from_starting() {
        when(node.models.activeAndNewest("aarrr")).thenReturn(List.of(CampaignTexts.SHOP));
        shipped(node).start();
        assertThat(node.events()).isZero();
    }

    @Test
    void where_nobody_has_its_stage_the_win_back_stays_a_draft() {
        when(node.models.all()).thenReturn(List.of(CampaignTexts.SHOP));
        shipped(node).start();
        assertThat(node.campaigns.standing("win-back")).isEqualTo(Standing.DRAFT);
    }

    @Test
    void campaigns_are_there_after_the_models_and_before_the_web_server() {
        // The models' own test holds them to the same two bounds; they come 256 after the first.
        assertThat(ShippedCampaigns.PHASE)
                .isGreaterThan(SpringAxonConfiguration.LIFECYCLE_PHASE + 256)
                .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
    }

    private CampaignNode knowing(CampaignNode one) {
        when(one.models.activeAndNewest("aarrr")).thenReturn(List.of(aarrr));
        when(one.models.all()).thenReturn(List.of(aarrr));
        return one;
    }

    private static ShippedCampaigns shipped(CampaignNode node) {
        return new ShippedCampaigns(node.control, node.campaigns);
    }
}
