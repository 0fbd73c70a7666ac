package io.flywheel.command.subscription;

import io.flywheel.api.EventFormat;
import io.flywheel.api.LifecycleId;
import io.flywheel.api.Micros;
import io.flywheel.api.identity.ExternalId;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.touchpoint.TouchpointKey;
import io.flywheel.command.delivery.LinkedIds;
import io.flywheel.command.delivery.Notice;
import io.flywheel.command.delivery.ToldTouchpoints;
import io.flywheel.command.identity.Mergers;
import io.flywheel.command.lifecycle.PathLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Says what a notice tells its source: reads it from the log, and opens what is personal, when it goes out. */
@Component
class StageChangeTelling {
    private static final String AT =
            "SELECT stream, sequence, recorded_at, type, payload FROM ledger_event WHERE position = ?";

    private final JdbcTemplate ledger;
    private final Mergers mergers;
    private final KnownIds known;
    private final LinkedIds ids;
    private final PathLog paths;
    private final ToldTouchpoints touchpoints;

    StageChangeTelling(
            JdbcTemplate ledger,
            Mergers mergers,
            KnownIds known,
            LinkedIds ids,
            PathLog paths,
            ToldTouchpoints touchpoints) {
        this.ledger = ledger;
        this.mergers = mergers;
        this.known = known;
        this.ids = ids;
        this.paths = paths;
        this.touchpoints = touchpoints;
    }

    /** None if the source knows her by no id any more: she was forgotten, or what it knew is somebody else's. */
    Optional<String> json(Notice notice, String source) {
        String stream = notice.person().value();
        LifecycleId person = new LifecycleId(mergers.goingOn(List.of(stream)).getOrDefault(stream, stream));
        Set<Integer> numbers = known.numbers(person, source);
        List<ExternalId> hers = ids.of(person, numbers::contains);
        if (hers.isEmpty()) {
            return Optional.empty();
        }
        StageChange change = change(notice);
        StageChange.Logged by = change.by();
        String to = change.step().to();
        String stage = change.corrected() ? paths.stageAfter(by.lifecycle(), change.model(), by.sequence()) : to;
        return Optional.of(new StageChangeBody(
                        change.type(),
                        by.at(),
                        new StageChangeBody.Data(
                                notice.id(),
                                by.position(),
                                change.part(),
                                source,
                                person,
                                hers,
                                change.model(),
                                change.version(),
                                change.step().from(),
                                to,
                                stage,
                                change.step().rule(),
                                cause(change.step().cause(), source),
                                change.step().occurredAt(),
                                by.at(),
                                change.corrected()))
                .json());
    }

    private StageChange change(Notice notice) {
        return ledger.query(
                        AT,
                        (row, number) -> StageChange.in(
                                EventFormat.read(row.getString(4), row.getBytes(5)),
                                new StageChange.Logged(
                                        new LifecycleId(row.getString(1)),
                                        notice.position(),
                                        row.getLong(2),
                                        Micros.toInstant(row.getLong(3)))),
                        notice.position())
                .getFirst()
                .get(notice.part());
    }

    private StageChangeBody.@Nullable Cause cause(@Nullable TouchpointKey key, String source) {
        TouchpointRecorded cause = key == null ? null : touchpoints.find(key).orElse(null);
        if (key == null || cause == null) {
            return null;
        }
        String messageId = cause.facts().source().equals(source)
                ? touchpoints
                        .open(cause)
                        .map(rest -> rest.path("messageId"))
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .orElse(null)
                : null;
        return new StageChangeBody.Cause(
                key, cause.facts().source(), cause.facts().name(), messageId);
    }
}
