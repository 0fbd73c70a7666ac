package io.flywheel.command.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
    private final CommandGateway commands = mock(CommandGateway.class);
    private final Definitions definitions = new Definitions(commands, mock(ActiveModels.class), mock(Adoptions.class));
    private final PublishModel command = new PublishModel("shop", "shop.yaml", Texts.shop("shop", 2), "ada");

    @Test
    void a_publication_that_met_another_process_is_decided_anew() {
        when(commands.sendAndWait(any()))
                .thenThrow(new AggregateStreamCreationException("the other one opened the stream", null))
                .thenThrow(new ConcurrencyException("and published the next version"))
                .thenReturn(2);
        assertThat(definitions.publish(command)).isEqualTo(2);
    }

    @Test
    void a_publication_that_never_gets_through_says_why() {
        when(commands.sendAndWait(any())).thenThrow(new ConcurrencyException("somebody else again"));
        assertThatThrownBy(() -> definitions.publish(command)).isInstanceOf(ConcurrencyException.class);
        verify(commands, times(5)).sendAndWait(command);
    }
}
