package io.flywheel.command.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words, instead of a stack trace, that the secret is not the ledger's. */
final class OtherSecretAnalyzer extends AbstractFailureAnalyzer<OtherSecret> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, OtherSecret cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), failure);
    }
}
