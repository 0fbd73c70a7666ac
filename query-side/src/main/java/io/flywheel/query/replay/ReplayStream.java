package io.flywheel.query.replay;

import io.flywheel.query.platform.Problems;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells listeners how replays go on: one event per change, at most two a second, until the replay has ended. */
@Component
class ReplayStream {
    static final int MOST_LISTENERS = 100;
    private static final int PAUSE_MILLIS = 500;
    private static final int QUIET_PAUSES = 30;

    private final Replays replays;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("replay-progress-", 0).factory());

    ReplayStream(Replays replays) {
        this.replays = replays;
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** @throws ErrorResponseException 429 if too many listen already */
    SseEmitter open(String id) {
        if (listeners.size() >= MOST_LISTENERS) {
            throw Problems.overloaded(MOST_LISTENERS + " event streams are open already. Ask again without Accept:"
                    + " text/event-stream, or after the time in Retry-After.");
        }
        Listener listener = new Listener(id);
        listeners.add(listener);
        listener.emitter.onCompletion(() -> listeners.remove(listener));
        scheduler.execute(listener);
        return listener.emitter;
    }

    /** Before the web server waits for its last requests, which these would be. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        scheduler.shutdown();
        listeners.forEach(Listener::end);
    }

    /** Somebody who follows one replay; runs again after a pause as long as there is something to wait for. */
    private final class Listener implements Runnable {
        private final String id;
        private final SseEmitter emitter = new SseEmitter(0L);
        private @Nullable ReplayProgress last;
        private int quiet;

        Listener(String id) {
            this.id = id;
        }

        @Override
        public void run() {
            if (!listeners.contains(this)) {
                return;
            }
            try {
                if (tell()) {
                    var unused = scheduler.schedule(this, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                    return;
                }
            } catch (IOException | RuntimeException nobodyListens) {
                // Or the store is away: the listener comes back by itself, as event streams do.
            }
            end();
        }

        /** @return whether there will be more to tell */
        private boolean tell() throws IOException {
            ReplayProgress now = replays.get(id);
            if (!now.equals(last)) {
                emitter.send(SseEmitter.event().name("progress").data(now, MediaType.APPLICATION_JSON));
                quiet = 0;
            } else if (++quiet % QUIET_PAUSES == 0) {
                // Finds out whether anybody still listens.
                emitter.send(SseEmitter.event().comment("still " + now.state()));
            }
            last = now;
            return !now.hasEnded();
        }

        void end() {
            listeners.remove(this);
            emitter.complete();
        }
    }
}
