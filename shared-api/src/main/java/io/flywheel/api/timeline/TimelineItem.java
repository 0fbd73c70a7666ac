package io.flywheel.api.timeline;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.time.Instant;
import java.util.Map;

/**
 * One event of a person's story.
 *
 * @param position in the log: when it became known, relative to everything else
 * @param type the event's short type name
 * @param occurredAt when it happened, UTC
 * @param recordedAt when it was learnt, UTC
 * @param title the event in plain words, in the language asked for
 * @param details what this type of event has to say: {@code name}, {@code channel}, {@code source}, {@code money},
 *     {@code key}, {@code voided} of a touchpoint; {@code model}, {@code from}, {@code to}, {@code rule},
 *     {@code withdrawn} of a stage event; {@code purpose}, {@code granted}, {@code wording} of a consent; where it is
 *     asked for, {@code sealed} or {@code erased} of a touchpoint; written beside the other fields
 */
public record TimelineItem(
        long position,
        String type,
        Instant occurredAt,
        Instant recordedAt,
        String title,
        @JsonAnyGetter Map<String, Object> details) {}
