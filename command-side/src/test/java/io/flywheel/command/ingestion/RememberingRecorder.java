package io.flywheel.command.ingestion;

import io.flywheel.api.touchpoint.IncomingTouchpoint;
import io.flywheel.api.touchpoint.RecordTouchpoints;
import io.flywheel.api.touchpoint.RecordingOutcome;
import io.flywheel.command.lifecycle.TouchpointRecorder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A recorder that keeps what it was given in memory, with the real one's rule for what is given twice. */
class RememberingRecorder extends TouchpointRecorder {
    private final Map<String, IncomingTouchpoint> recorded = new LinkedHashMap<>();
    private final List<RecordTouchpoints> batches = new ArrayList<>();
    private volatile Consumer<RecordTouchpoints> before = batch -> {};
    private volatile Consumer<RecordTouchpoints> after = batch -> {};

    RememberingRecorder() {
        super(null);
    }

    @Override
    public RecordingOutcome record(RecordTouchpoints batch) {
        before.accept(batch);
        RecordingOutcome outcome = remember(batch);
        after.accept(batch);
        return outcome;
    }

    private synchronized RecordingOutcome remember(RecordTouchpoints batch) {
        int fresh = 0;
        int duplicate = 0;
        List<RecordingOutcome.Refused> refused = new ArrayList<>();
        for (int i = 0; i < batch.touchpoints().size(); i++) {
            IncomingTouchpoint touchpoint = batch.touchpoints().get(i);
            IncomingTouchpoint other = recorded.putIfAbsent(batch.source() + "/" + touchpoint.messageId(), touchpoint);
            if (other == null) {
                fresh++;
            } else if (other.digest().equals(touchpoint.digest())) {
                duplicate++;
            } else {
                refused.add(new RecordingOutcome.Refused(i, "conflict", "Another touchpoint has this message id."));
            }
        }
        batches.add(batch);
        return new RecordingOutcome(fresh, duplicate, refused, recorded.size());
    }

    synchronized void forget() {
        recorded.clear();
        batches.clear();
        before = batch -> {};
        after = batch -> {};
    }

    void before(Consumer<RecordTouchpoints> action) {
        before = action;
    }

    void after(Consumer<RecordTouchpoints> action) {
        after = action;
    }

    synchronized List<IncomingTouchpoint> touchpoints() {
        return List.copyOf(recorded.values());
    }

    synchronized List<RecordTouchpoints> batches() {
        return List.copyOf(batches);
    }
}
