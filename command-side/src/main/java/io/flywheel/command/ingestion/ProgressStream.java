package io.flywheel.command.ingestion;

import java.io.IOException;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells a listener how an import goes on: one event per change, at most two a second, up to the final state. */
@Component
class ProgressStream {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int QUIET_PAUSES = 30;

    private final Imports imports;

    ProgressStream(Imports imports) {
        this.imports = imports;
    }

    SseEmitter open(String id) {
        SseEmitter emitter = new SseEmitter(0L);
        Thread.ofVirtual().name("progress-" + id).start(() -> tell(id, emitter));
        return emitter;
    }

    private void tell(String id, SseEmitter emitter) {
        try {
            ImportProgress last = null;
            int quiet = 0;
            while (last == null || !last.isOver()) {
                ImportProgress now = imports.find(id).map(ImportProgress::of).orElse(null);
                if (now == null) {
                    break;
                }
                if (!now.equals(last)) {
                    emitter.send(SseEmitter.event().name("progress").data(now, MediaType.APPLICATION_JSON));
                    quiet = 0;
                } else if (++quiet % QUIET_PAUSES == 0) {
                    // Finds out whether anybody still listens.
                    emitter.send(SseEmitter.event().comment("still " + now.state()));
                }
                last = pausedUnlessOver(now);
            }
        } catch (IOException | RuntimeException nobodyListens) {
            // Or the store is away: the listener comes back by itself, as event streams do.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        emitter.complete();
    }

    private static ImportProgress pausedUnlessOver(ImportProgress now) throws InterruptedException {
        if (!now.isOver()) {
            Thread.sleep(PAUSE);
        }
        return now;
    }
}
