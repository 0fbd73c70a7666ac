package io.flywheel.command.campaign;

import static io.flywheel.command.campaign.CampaignTexts.SHOP;
import static io.flywheel.command.campaign.CampaignTexts.comeBack;
import static io.flywheel.command.campaign.CampaignTexts.onward;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.flywheel.api.definition.DefinitionRefused;
import io.flywheel.api.winback.CampaignActivated;
import io.flywheel.api.winback.CampaignEnded;
import io.flywheel.api.winback.CampaignPaused;
import io.flywheel.api.winback.CampaignPublished;
import io.flywheel.command.definition.ActiveModels;
import io.flywheel.command.definition.TextHash;
import io.flywheel.command.definition.UnknownDefinition;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.hamcrest.CustomTypeSafeMatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignDefinitionTest {
    private static final String HELLO = comeBack("back", "hello");
    private static final String GIFT = comeBack("back", "gift");

    private FixtureConfiguration<CampaignDefinition> fixture;

    @BeforeEach
    void start() {
        ActiveModels models = mock(ActiveModels.class);
        when(models.activeAndNewest("shop")).thenReturn(List.of(SHOP));
        fixture = new AggregateTestFixture<>(CampaignDefinition.class);
        fixture.registerInjectableResource(models);
    }

    @Test
    void the_first_text_of_a_campaign_becomes_version_one() {
        fixture.givenNoPriorActivity()
                .when(publish("back", HELLO))
                .expectResultMessagePayload(1)
                .expectEvents(published(1, HELLO));
    }

    @Test
    void another_text_becomes_the_next_version() {
        fixture.given(published(1, HELLO))
                .when(publish("back", GIFT))
                .expectResultMessagePayload(2)
                .expectEvents(published(2, GIFT));
    }

    @Test
    void the_same_text_as_the_newest_version_is_not_published_again() {
        fixture.given(published(1, HELLO), published(2, GIFT))
                .when(publish("back", GIFT))
                .expectResultMessagePayload(2)
                .expectNoEvents();
    }

    @Test
    void the_text_of_an_older_version_becomes_a_new_version() {
        fixture.given(published(1, HELLO), published(2, GIFT))
                .when(publish("back", HELLO))
                .expectResultMessagePayload(3)
                .expectEvents(published(3, HELLO));
    }

    @Test
    void the_text_of_another_campaign_is_refused_at_the_line_of_its_id() {
        expectRefused(fixture.givenNoPriorActivity().when(publish("back", comeBack("forth", "hello"))), 2, "'forth'");
    }

    @Test
    void a_stage_that_its_model_does_not_have_is_refused() {
        expectRefused(
                fixture.givenNoPriorActivity().when(publish("back", onward("back", "fan"))), 5, "has no stage 'fan'");
    }

    @Test
    void a_model_that_was_never_published_is_refused() {
        String text = HELLO.replace("model: shop", "model: kiosk");
        expectRefused(fixture.givenNoPriorActivity().when(publish("back", text)), 4, "there is no model 'kiosk'");
    }

    @Test
    void a_published_version_is_activated_and_another_takes_its_place() {
        fixture.given(published(1, HELLO))
                .when(new ActivateCampaign("back", 1, "ada"))
                .expectEvents(new CampaignActivated("back", 1, "ada"));
        start();
        fixture.given(published(1, HELLO), published(2, GIFT), new CampaignActivated("back", 1, "ada"))
                .when(new ActivateCampaign("back", 2, "bob"))
                .expectEvents(new CampaignActivated("back", 2, "bob"));
    }

    @Test
    void a_version_that_was_never_published_is_not_activated() {
        for (int version : new int[] {0, -1, 2}) {
            start();
            fixture.given(published(1, HELLO))
                    .when(new ActivateCampaign("back", version, "ada"))
                    .expectNoEvents()
                    .expectException(UnknownDefinition.class);
        }
    }

    @ParameterizedTest(name = "one that is {0} is told to {1}: {2}")
    @CsvSource({
        "DRAFT,     activate, activated",
        "ACTIVE,    activate, nothing",
        "PAUSED,    activate, activated",
        "FINISHING, activate, activated",
        "ENDED,     activate, activated",
        "DRAFT,     pause,    refused",
        "ACTIVE,    pause,    paused",
        "PAUSED,    pause,    nothing",
        "FINISHING, pause,    refused",
        "ENDED,     pause,    refused",
        "DRAFT,     finish,   refused",
        "ACTIVE,    finish,   finishing",
        "PAUSED,    finish,   finishing",
        "FINISHING, finish,   nothing",
        "ENDED,     finish,   refused",
        "DRAFT,     stop,     refused",
        "ACTIVE,    stop,     ended",
        "PAUSED,    stop,     ended",
        "FINISHING, stop,     ended",
        "ENDED,     stop,     nothing",
    })
    void what_a_campaign_may_be_told_depends_on_how_it_stands(Standing standing, String told, String outcome) {
        ResultValidator<CampaignDefinition> result = given(standing).when(command(told));
        switch (outcome) {
            case "activated" -> result.expectEvents(new CampaignActivated("back", 1, "bob"));
            case "paused" -> result.expectEvents(new CampaignPaused("back", "bob"));
            case "finishing" -> result.expectEvents(new CampaignEnded("back", true, "bob"));
            case "ended" -> result.expectEvents(new CampaignEnded("back", false, "bob"));
            case "nothing" -> result.expectSuccessfulHandlerExecution().expectNoEvents();
            default -> result.expectNoEvents().expectException(StandsOtherwise.class);
        }
    }

    private TestExecutor<CampaignDefinition> given(Standing standing) {
        List<Object> events = new ArrayList<>(List.of(published(1, HELLO)));
        if (standing != Standing.DRAFT) {
            events.add(new CampaignActivated("back", 1, "ada"));
        }
        switch (standing) {
            case PAUSED -> events.add(new CampaignPaused("back", "ada"));
            case FINISHING -> events.add(new CampaignEnded("back", true, "ada"));
            case ENDED -> events.add(new CampaignEnded("back", false, "ada"));
            case DRAFT, ACTIVE -> {}
        }
        return fixture.given(events);
    }

    private static Object command(String told) {
        return switch (told) {
            case "activate" -> new ActivateCampaign("back", 1, "bob");
            case "pause" -> new PauseCampaign("back", "bob");
            case "finish" -> new EndCampaign("back", true, "bob");
            default -> new EndCampaign("back", false, "bob");
        };
    }

    private static PublishCampaign publish(String campaign, String text) {
        return new PublishCampaign(campaign, text, "ada");
    }

    private static CampaignPublished published(int version, String text) {
        return new CampaignPublished("back", version, text, TextHash.of(text), "ada");
    }

    private static void expectRefused(ResultValidator<CampaignDefinition> result, int line, String reason) {
        result.expectNoEvents().expectException(new CustomTypeSafeMatcher<DefinitionRefused>(reason + " in " + line) {
            @Override
            protected boolean matchesSafely(DefinitionRefused refused) {
                return refused.problems().stream()
                        .anyMatch(problem -> problem.line() == line
                                && problem.file().equals("back.yaml")
                                && problem.reason().contains(reason));
            }
        });
    }
}
