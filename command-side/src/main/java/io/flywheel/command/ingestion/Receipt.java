package io.flywheel.command.ingestion;

import io.swagger.v3.oas.annotations.media.Schema;

/** What became of a request; everything in it is durable when this is answered. */
@Schema(example = "{\"success\":true,\"recorded\":1,\"duplicate\":0,\"quarantined\":0,\"position\":42}")
record Receipt(
        boolean success,
        @Schema(description = "new touchpoints") int recorded,

        @Schema(description = "already recorded with the same content")
        int duplicate,

        @Schema(description = "set aside: see /api/quarantine")
        int quarantined,

        @Schema(description = "give it to queries as after= to read your own writes; 0 if nothing was recorded")
        long position) {}
