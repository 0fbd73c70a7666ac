package io.flywheel.command.delivery;

import io.flywheel.command.platform.Worker;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Sends what is due in the background, each channel for itself: one that is slow keeps no other waiting. */
@Component
class Sender implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int PAGE = 100;
    private static final long STORE_IS_AWAY = TimeUnit.SECONDS.toNanos(1);

    private final Claims claims;
    private final Attempts attempts;
    private final Results results;
    private final SendingSwitch sending;
    private final DeliverySettings settings;
    private final Clock clock;
    private final List<Lane> lanes;
    private final List<Worker> workers = new ArrayList<>();
    private volatile boolean running;

    Sender(
            Claims claims,
            Attempts attempts,
            Results results,
            SendingSwitch sending,
            Lanes lanes,
            DeliverySettings settings,
            Clock clock) {
        this.claims = claims;
        this.attempts = attempts;
        this.results = results;
        this.sending = sending;
        this.settings = settings;
        this.clock = clock;
        this.lanes = lanes.open();
    }

    private void serve(Lane lane, BooleanSupplier goesOn) {
        try (ExecutorService hands = Executors.newFixedThreadPool(
                settings.atOnce(),
                Thread.ofPlatform().name("send-" + lane.name() + "-", 1).factory())) {
            while (goesOn.getAsBoolean()) {
                LockSupport.parkNanos(once(lane, hands, goesOn));
            }
        }
    }

    /** Answers how long to rest, in nanoseconds. */
    private long once(Lane lane, ExecutorService hands, BooleanSupplier goesOn) {
        try {
            boolean more = page(lane, hands, goesOn);
            if (lane.way().addressesPeople()) {
                results.tellSent(lane);
            }
            return more ? 0 : settings.lookEvery().toNanos() * lane.patience();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (RuntimeException failure) {
            LOG.warn("Messages of the channel {} could not be sent just now: {}", lane.name(), failure.toString());
            return STORE_IS_AWAY;
        }
    }

    /** Answers whether there may be more at once. */
    private boolean page(Lane lane, ExecutorService hands, BooleanSupplier goesOn) throws InterruptedException {
        Instant now = clock.instant();
        if (!mayGoOut(lane, now)) {
            return false;
        }
        List<String> due = claims.due(lane, now, PAGE);
        List<Callable<Void>> tasks = new ArrayList<>(due.size());
        for (String id : due) {
            tasks.add(() -> {
                if (goesOn.getAsBoolean() && mayGoOut(lane, clock.instant())) {
                    attempts.attempt(id, lane);
                }
                return null;
            });
        }
        for (Future<Void> each : hands.invokeAll(tasks)) {
            require(each);
        }
        return due.size() == PAGE;
    }

    /** The switch is about people: what services are told about them stays true, and they would be wrong without it. */
    private boolean mayGoOut(Lane lane, Instant now) {
        return lane.isOpen(now) && !(lane.way().addressesPeople() && sending.isStopped());
    }

    private static void require(Future<Void> done) throws InterruptedException {
        try {
            done.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        for (Lane lane : lanes) {
            Worker worker = new Worker();
            workers.add(worker);
            worker.start("send-" + lane.name(), () -> serve(lane, worker::isRunning));
        }
    }

    /** Whatever is on its way gets there; the rest is taken up by the next start. */
    @Override
    public synchronized void stop() {
        running = false;
        workers.parallelStream().forEach(Worker::stop);
        workers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
