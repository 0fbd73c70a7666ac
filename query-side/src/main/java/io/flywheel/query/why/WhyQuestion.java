package io.flywheel.query.why;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What may be asked about a stage; the fields are the query parameters, in the form in which they are sent. */
record WhyQuestion(
        @Parameter(description = "a stage model, default the one that was activated first", example = "aarrr") @Nullable
        String model,

        @Parameter(description = "touchpoints before this instant count, default now", example = "1998-07-01T00:00:00Z")
        @Nullable
        String at,

        @Parameter(description = "what was known then: an instant or position:N") @Nullable
        String knownAt,

        @Parameter(description = "wait until this position has been seen") @Nullable
        String after) {}
