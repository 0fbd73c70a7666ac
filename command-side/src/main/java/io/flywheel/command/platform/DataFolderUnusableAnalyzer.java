package io.flywheel.command.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words, instead of a stack trace, why the data folder stops the start. */
final class DataFolderUnusableAnalyzer extends AbstractFailureAnalyzer<DataFolderUnusable> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DataFolderUnusable cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
