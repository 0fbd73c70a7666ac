package io.flywheel.command.delivery;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in words, instead of a stack trace, which channel stops the start. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ChannelRefusedAnalyzer extends AbstractFailureAnalyzer<ChannelRefused> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ChannelRefused cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
