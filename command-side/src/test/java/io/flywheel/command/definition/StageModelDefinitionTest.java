package io.flywheel.command.definition;

import static io.flywheel.command.definition.Texts.lineOf;
import static io.flywheel.command.definition.Texts.shop;
import static io.flywheel.command.definition.Texts.wrong;

import io.flywheel.api.definition.DefinitionRefused;
import io.flywheel.api.definition.ModelActivated;
import io.flywheel.api.definition.ModelPublished;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.CustomTypeSafeMatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StageModelDefinitionTest {
    private static final String TWO = shop("shop", 2);
    private static final String THREE = shop("shop", 3);

    private FixtureConfiguration<StageModelDefinition> fixture;

    @BeforeEach
    void start() {
        fixture = new AggregateTestFixture<>(StageModelDefinition.class);
    }

    @Test
    void the_first_text_of_a_model_becomes_version_one() {
        fixture.givenNoPriorActivity()
                .when(publish("shop", TWO))
                .expectSuccessfulHandlerExecution()
                .expectResultMessagePayload(1)
                .expectEvents(published(1, TWO));
    }

    @Test
    void another_text_becomes_the_next_version() {
        fixture.given(published(1, TWO))
                .when(publish("shop", THREE))
                .expectResultMessagePayload(2)
                .expectEvents(published(2, THREE));
    }

    @Test
    void the_same_text_as_the_newest_version_is_not_published_again() {
        fixture.given(published(1, TWO), published(2, THREE))
                .when(publish("shop", THREE))
                .expectResultMessagePayload(2)
                .expectNoEvents();
    }

    @Test
    void the_text_of_an_older_version_becomes_a_new_version_and_changes_no_old_one() {
        fixture.given(published(1, TWO), published(2, THREE))
                .when(publish("shop", TWO))
                .expectResultMessagePayload(3)
                .expectEvents(published(3, TWO));
    }

    @Test
    void a_wrong_text_is_refused_with_file_line_and_reason() {
        String text = wrong("shop");
        expectRefused(fixture.givenNoPriorActivity().when(publish("shop", text)), lineOf(text, "howOften"), "howOften");
    }

    @Test
    void the_text_of_another_model_is_refused_at_the_line_of_its_id() {
        String text = "# a comment\n" + shop("kiosk", 2);
        expectRefused(fixture.givenNoPriorActivity().when(publish("shop", text)), 2, "'kiosk'");
    }

    @Test
    void an_id_too_long_for_the_name_of_a_stream_is_refused() {
        String id = "a".repeat(59);
        expectRefused(fixture.givenNoPriorActivity().when(publish(id, shop(id, 2))), 1, "58");
    }

    @Test
    void the_longest_id_is_published() {
        String id = "a".repeat(58);
        fixture.givenNoPriorActivity().when(publish(id, shop(id, 2))).expectResultMessagePayload(1);
    }

    @Test
    void a_published_version_becomes_active() {
        fixture.given(published(1, TWO), published(2, THREE))
                .when(new ActivateModel("shop", 1, "ada"))
                .expectEvents(new ModelActivated("shop", 1, "ada"));
    }

    @Test
    void the_active_version_is_not_activated_again() {
        fixture.given(published(1, TWO), new ModelActivated("shop", 1, "ada"))
                .when(new ActivateModel("shop", 1, "ada"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_version_that_was_never_published_cannot_become_active() {
        for (int version : new int[] {0, -1, 2}) {
            start();
            fixture.given(published(1, TWO))
                    .when(new ActivateModel("shop", version, "ada"))
                    .expectNoEvents()
                    .expectException(UnknownDefinition.class);
        }
    }

    private static PublishModel publish(String model, String text) {
        return new PublishModel(model, model + ".yaml", text, "ada");
    }

    private static ModelPublished published(int version, String text) {
        return new ModelPublished("shop", version, text, TextHash.of(text), "ada");
    }

    private static void expectRefused(ResultValidator<StageModelDefinition> result, int line, String reason) {
        result.expectNoEvents()
                .expectException(new CustomTypeSafeMatcher<DefinitionRefused>(reason + " in line " + line) {
                    @Override
                    protected boolean matchesSafely(DefinitionRefused refused) {
                        return refused.problems().stream()
                                .anyMatch(problem -> problem.line() == line
                                        && problem.file().endsWith(".yaml")
                                        && problem.reason().contains(reason));
                    }
                });
    }
}
