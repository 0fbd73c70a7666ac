package io.flywheel.command.ingestion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tries quarantined events again, as of the time they were first received and under the import they came with. */
@Component
class Retries {
    private final Quarantine quarantine;
    private final Intake intake;
    private final Sources sources;

    Retries(Quarantine quarantine, Intake intake, Sources sources) {
        this.quarantine = quarantine;
        this.intake = intake;
        this.sources = sources;
    }

    /**
     * @param state {@code retried} if it is recorded now, {@code open} if it is not
     * @param reason why it is still in quarantine
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record One(
            long id,
            String state,
            int recorded,
            int duplicate,
            @Nullable String reason,
            @Nullable String detail,
            long position) {}

    /** @param next the cursor to go on from; null if there are no more */
    record Many(
            int tried,
            int recorded,
            int duplicate,
            int quarantined,
            long position,
            @Nullable String next) {}

    /**
     * @param event not erased
     * @param corrected the event as it should have been; null for the original once more
     */
    One one(QuarantineEntry event, @Nullable ObjectNode corrected) {
        JsonNode original = Objects.requireNonNull(event.original());
        JsonNode json = corrected == null ? original : inPlaceOf(original, corrected);
        Intake.Result result = again(List.of(event), List.of(json));
        if (result.aside().isEmpty()) {
            return new One(
                    event.id(),
                    QuarantineEntry.RETRIED,
                    result.recorded(),
                    result.duplicate(),
                    null,
                    null,
                    result.position());
        }
        SetAside still = result.aside().getFirst();
        return new One(event.id(), QuarantineEntry.OPEN, 0, 0, still.reason(), still.detail(), result.position());
    }

    /** The corrected event keeps the message id, unless it has one of its own, so that it stays the same touchpoint. */
    private static ObjectNode inPlaceOf(JsonNode original, ObjectNode corrected) {
        for (String member : List.of("messageId", "type")) {
            String kept = EventJson.text(original, member);
            if (EventJson.member(corrected, member) == null && kept != null) {
                corrected.put(member, kept);
            }
        }
        return corrected;
    }

    /** Tries the oldest open events of a reason. */
    Many all(@Nullable String reason, @Nullable String source, @Nullable Long after, int limit) {
        Quarantine.Filter filter = new Quarantine.Filter(QuarantineEntry.OPEN, reason, source, after, true);
        List<QuarantineEntry> events = quarantine.list(filter, limit);
        // What is recorded in one go has one source, one import and one time of receipt.
        Map<List<Object>, List<QuarantineEntry>> groups = new LinkedHashMap<>();
        for (QuarantineEntry event : events) {
            if (event.original() == null) {
                continue;
            }
            List<Object> group = List.of(event.source(), String.valueOf(event.importId()), event.receivedAt());
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(event);
        }
        int recorded = 0;
        int duplicate = 0;
        int aside = 0;
        long position = 0;
        for (List<QuarantineEntry> group : groups.values()) {
            List<JsonNode> jsons = group.stream()
                    .map(event -> Objects.requireNonNull(event.original()))
                    .toList();
            Intake.Result result = again(group, jsons);
            recorded += result.recorded();
            duplicate += result.duplicate();
            aside += result.aside().size();
            position = Math.max(position, result.position());
        }
        String next = events.size() < limit ? null : Cursors.of(events.getLast().id());
        return new Many(events.size(), recorded, duplicate, aside, position, next);
    }

    private Intake.Result again(List<QuarantineEntry> events, List<JsonNode> jsons) {
        QuarantineEntry first = events.getFirst();
        Source source = sources.byName(first.source()).orElseGet(() -> Source.named(first.source()));
        List<Arrival> arrivals = new ArrayList<>();
        for (JsonNode json : jsons) {
            int bytes = json.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            arrivals.add(Arrival.of(json, bytes));
        }
        Intake.Result result = intake.record(source, first.importId(), arrivals, first.receivedAt());
        Map<Integer, SetAside> still = new HashMap<>();
        result.aside().forEach(aside -> still.put(aside.index(), aside));
        for (int i = 0; i < events.size(); i++) {
            SetAside aside = still.get(i);
            if (aside == null) {
                quarantine.close(events.get(i).id(), QuarantineEntry.RETRIED, 1);
            } else {
                quarantine.keep(events.get(i), aside.reason(), aside.detail());
            }
        }
        return result;
    }
}
