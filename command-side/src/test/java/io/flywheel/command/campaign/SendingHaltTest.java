package io.flywheel.command.campaign;

import io.flywheel.api.winback.SendingResumed;
import io.flywheel.api.winback.SendingStopped;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendingHaltTest {
    private static final SendingStopped STOPPED = new SendingStopped("wrong offer", "ada");

    private FixtureConfiguration<SendingHalt> fixture;

    @BeforeEach
    void start() {
        fixture = new AggregateTestFixture<>(SendingHalt.class);
    }

    @Test
    void sending_stops_for_a_reason() {
        fixture.givenNoPriorActivity()
                .when(new StopSending("wrong offer", "ada"))
                .expectEvents(STOPPED);
    }

    @Test
    void the_first_reason_stands_while_sending_is_stopped() {
        fixture.given(STOPPED)
                .when(new StopSending("another", "bob"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void sending_goes_on_and_can_be_stopped_again() {
        fixture.given(STOPPED).when(new ResumeSending("bob")).expectEvents(new SendingResumed("bob"));
        start();
        fixture.given(STOPPED, new SendingResumed("bob"))
                .when(new StopSending("wrong offer", "ada"))
                .expectEvents(STOPPED);
    }

    @Test
    void what_goes_on_is_not_resumed_again() {
        fixture.given(STOPPED, new SendingResumed("bob"))
                .when(new ResumeSending("bob"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }
}
