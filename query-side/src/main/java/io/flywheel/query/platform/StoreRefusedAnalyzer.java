package io.flywheel.query.platform;

import io.flywheel.api.store.StoreRefused;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in words, instead of a stack trace, why the store stops the start. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StoreRefusedAnalyzer extends AbstractFailureAnalyzer<StoreRefused> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StoreRefused cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
