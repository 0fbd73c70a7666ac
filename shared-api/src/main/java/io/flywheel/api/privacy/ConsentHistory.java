package io.flywheel.api.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a person said about one purpose.
 *
 * @param at the instant that is told, UTC
 * @param position the log position that it was known at; {@code knownAt=position:N} shows it again
 * @param state none where she had said nothing
 * @param changes what she said last first, what she said after {@code at} included
 */
public record ConsentHistory(
        String purpose, Instant at, long position, @Nullable ConsentState state, List<Change> changes) {

    /**
     * Something she said.
     *
     * @param at when she said it, UTC
     * @param recordedAt when it was learnt, UTC
     * @param position in the log
     * @param decides whether the state is what this says
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(
            boolean granted,
            Instant at,
            Instant recordedAt,
            String source,
            @Nullable String wording,
            @Nullable Instant expires,
            long position,
            boolean decides) {}
}
