package io.flywheel.api.definition;

import java.util.List;
import java.util.stream.Collectors;

/** The text of a definition, such as a model or a campaign, is wrong. */
public final class DefinitionRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    /**
     * @param line from 1
     * @param reason one sentence
     */
    public record Problem(String file, int line, String reason) {
        @Override
        public String toString() {
            return file + ":" + line + ": " + reason;
        }
    }

    public DefinitionRefused(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
