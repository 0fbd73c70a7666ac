package io.flywheel.command.winback;

import io.flywheel.command.CommandSideForTests;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The command side with a clock that is set by hand. */
@SpringBootConfiguration
@Import(CommandSideForTests.class)
class CommandSideByHand {
    @Bean
    @Primary
    ClockByHand clockByHand() {
        return new ClockByHand();
    }
}
