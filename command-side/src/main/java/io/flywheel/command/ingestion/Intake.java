package io.flywheel.command.ingestion;

import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.RecordingOutcome;
import io.flywheel.command.lifecycle.ForgottenInFiles;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import io.flywheel.command.platform.StoreFailures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Records the good events of a batch and sets the others aside: the one way into the ledger for senders and imports. */
@Component
class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final EventMapping mapping;
    private final TouchpointRecorder recorder;
    private final Quarantine quarantine;
    private final RecordedRows recordedRows;
    private final ForgottenInFiles forgotten;

    Intake(
            EventMapping mapping,
            TouchpointRecorder recorder,
            Quarantine quarantine,
            RecordedRows recordedRows,
            ForgottenInFiles forgotten) {
        this.mapping = mapping;
        this.recorder = recorder;
        this.quarantine = quarantine;
        this.recordedRows = recordedRows;
        this.forgotten = forgotten;
    }

    /** What became of a batch, before its unfit events are put anywhere. */
    static final class Result {
        private final List<SetAside> aside = new ArrayList<>();
        private int recorded;
        private int duplicate;
        private long position;

        List<SetAside> aside() {
            return aside;
        }

        int recorded() {
            return recorded;
        }

        int duplicate() {
            return duplicate;
        }

        long position() {
            return position;
        }
    }

    private record Fit(int index, Arrival arrival, IncomingTouchpoint touchpoint) {}

    /** Records, and puts what is unfit into quarantine; both are durable when it returns. */
    Receipt take(Source source, @Nullable String importId, List<Arrival> arrivals, Instant receivedAt) {
        if (importId != null) {
            forgotten.requireNone();
        }
        Result result = record(source, importId, arrivals, receivedAt);
        quarantine.put(source, importId, result.aside(), receivedAt);
        return new Receipt(
                true, result.recorded(), result.duplicate(), result.aside().size(), result.position());
    }

    /**
     * As {@link #take}, for rows that may have been taken before: what was recorded then is counted as recorded now.
     *
     * @param since the last position that the import had noted before them
     */
    Receipt takeAgain(Source source, String importId, List<Arrival> arrivals, Instant receivedAt, long since) {
        int before = recordedRows.count(importId, source, arrivals, since);
        Receipt receipt = take(source, importId, arrivals, receivedAt);
        int mine = Math.min(before, receipt.duplicate());
        return new Receipt(
                true, receipt.recorded() + mine, receipt.duplicate() - mine, receipt.quarantined(), receipt.position());
    }

    Result record(Source source, @Nullable String importId, List<Arrival> arrivals, Instant receivedAt) {
        Result result = new Result();
        List<Fit> fit = new ArrayList<>(arrivals.size());
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            name(arrival.json());
            try {
                fit.add(new Fit(i, arrival, map(arrival, source, receivedAt)));
            } catch (Unfit unfit) {
                result.aside().add(setAside(i, arrival, unfit.reason(), unfit.detail()));
            }
        }
        record(source, importId, fit, result);
        return result;
    }

    private IncomingTouchpoint map(Arrival arrival, Source source, Instant receivedAt) throws Unfit {
        if (arrival.flaw() != null) {
            throw arrival.flaw();
        }
        if (arrival.bytes() > Limits.EVENT_BYTES) {
            throw new Unfit(
                    "too-large",
                    "An event may have " + Limits.EVENT_BYTES / 1024 + " KB; this one has " + arrival.bytes() / 1024
                            + " KB.");
        }
        return mapping.map(arrival.json(), source, receivedAt);
    }

    /** A missing message id gets one, which stays with the event into quarantine and out of it. */
    private static void name(JsonNode json) {
        if (json instanceof ObjectNode event && EventJson.text(event, "messageId") == null) {
            event.put("messageId", UUID.randomUUID().toString());
        }
    }

    private void record(Source source, @Nullable String importId, List<Fit> fit, Result result) {
        if (fit.isEmpty()) {
            return;
        }
        RecordingOutcome outcome;
        try {
            outcome = recorder.record(new RecordTouchpoints(
                    source.name(), importId, fit.stream().map(Fit::touchpoint).toList()));
        } catch (RuntimeException failure) {
            if (StoreFailures.isUnavailable(failure)) {
                throw failure;
            }
            findTheCulprit(source, importId, fit, result, failure);
            return;
        }
        result.recorded += outcome.recorded();
        result.duplicate += outcome.duplicate();
        result.position = Math.max(result.position, outcome.position());
        for (RecordingOutcome.Refused refused : outcome.refused()) {
            Fit one = fit.get(refused.index());
            result.aside().add(setAside(one.index(), one.arrival(), refused.reason(), refused.detail()));
        }
    }

    /** One touchpoint that cannot be recorded must not hold up the others: halves are tried until it stands alone. */
    private void findTheCulprit(
            Source source, @Nullable String importId, List<Fit> fit, Result result, RuntimeException failure) {
        if (fit.size() > 1) {
            int half = fit.size() / 2;
            record(source, importId, fit.subList(0, half), result);
            record(source, importId, fit.subList(half, fit.size()), result);
            return;
        }
        Fit one = fit.getFirst();
        LOG.error("a touchpoint could not be recorded and is set aside", failure);
        result.aside()
                .add(setAside(
                        one.index(),
                        one.arrival(),
                        "failed",
                        "Recording it failed on this side ("
                                + failure.getClass().getSimpleName() + "); retry it once that is mended."));
    }

    private static SetAside setAside(int index, Arrival arrival, String reason, String detail) {
        String messageId = String.valueOf(EventJson.text(arrival.json(), "messageId"));
        return new SetAside(index, arrival.json(), messageId, reason, detail, arrival.line());
    }
}
