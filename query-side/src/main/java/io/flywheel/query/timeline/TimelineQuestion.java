package io.flywheel.query.timeline;

import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be asked of a person's timeline; the fields are the query parameters, in the form in which they are sent. */
public record TimelineQuestion(
        @Parameter(description = "asc: oldest first (default); desc: newest first", example = "desc") @Nullable
        String order,

        @Parameter(description = "items in a page, 1 to 1000, default 50", example = "50") @Nullable
        String limit,

        @Parameter(description = "the next of the reply before") @Nullable
        String cursor,

        @Parameter(description = "only events of these types", example = "TouchpointRecorded") @Nullable
        List<String> type,

        @Parameter(description = "events that occurred from here on", example = "1997-01-01T00:00:00Z") @Nullable
        String from,

        @Parameter(description = "events that occurred before", example = "1998-07-01T00:00:00Z") @Nullable
        String to,

        @Parameter(description = "what was known then: an instant or position:N") @Nullable
        String knownAt,

        @Parameter(description = "wait until this position has been seen") @Nullable
        String after,

        @Parameter(
                description = "true: with each touchpoint also what was sent beside its facts, as sealed; or erased,"
                        + " where nobody can read it any more")
        @Nullable
        String sealed) {

    public static TimelineQuestion ordered(String order, int limit, @Nullable String cursor) {
        return new TimelineQuestion(order, Integer.toString(limit), cursor, null, null, null, null, null, null);
    }
}
