package io.flywheel.command.ingestion;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is, as people see it.
 *
 * @param state {@code running} (from the upload on), {@code done} or {@code failed}
 * @param forgotten rows left out because their person was forgotten before they were recorded
 * @param perSecond rows, averaged over the time that was spent on it
 * @param secondsLeft an estimate by bytes; 0 when it is over or before anything is known
 */
@Schema(
        example = "{\"id\":\"Zk3vT0bJmN8xw2LQ4hRyUg\",\"state\":\"done\",\"read\":2,\"recorded\":2,\"duplicate\":0,"
                + "\"quarantined\":0,\"forgotten\":0,\"perSecond\":50.0,\"secondsLeft\":0,\"name\":\"orders\",\"source\":\"local\","
                + "\"position\":42,\"bytes\":120,\"startedAt\":\"2026-03-01T12:30:00Z\","
                + "\"finishedAt\":\"2026-03-01T12:30:01Z\",\"error\":null}")
record ImportProgress(
        String id,
        String state,
        long read,
        long recorded,
        long duplicate,
        long quarantined,
        long forgotten,
        double perSecond,
        long secondsLeft,
        String name,
        String source,
        long position,
        long bytes,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String error) {

    static ImportProgress of(BulkImport one) {
        double seconds = one.busyMillis() / 1000.0;
        double perSecond = seconds == 0 ? 0 : Math.round(one.rowsRead() / seconds * 10) / 10.0;
        long bytesLeft = Math.max(0, one.bytes() - one.bytesRead());
        long left = one.isOver() || one.bytesRead() == 0 ? 0 : (long) Math.ceil(seconds * bytesLeft / one.bytesRead());
        return new ImportProgress(
                one.id(),
                one.isOver() ? one.state() : BulkImport.RUNNING,
                one.rowsRead(),
                one.recorded(),
                one.duplicate(),
                one.quarantined(),
                one.rowsRead() - one.recorded() - one.duplicate() - one.quarantined(),
                perSecond,
                left,
                one.name(),
                one.source(),
                one.position(),
                one.bytes(),
                one.startedAt(),
                one.finishedAt(),
                one.error());
    }

    boolean isOver() {
        return !state.equals(BulkImport.RUNNING);
    }
}
