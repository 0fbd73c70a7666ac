package io.flywheel.command.privacy;

import io.flywheel.api.privacy.KeyKeeper;
import io.flywheel.api.privacy.KeysRefused;
import io.flywheel.command.platform.Worker;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Wraps all keys under the newest master key in the background, and goes on with it at the next start if it is stopped. */
@Component
class KeyRotation implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private final KeyKeeper keys;
    private final Worker worker = new Worker();
    private final AtomicBoolean rotating = new AtomicBoolean();
    private volatile boolean started;

    KeyRotation(KeyKeeper keys) {
        this.keys = keys;
    }

    boolean isRotating() {
        return rotating.get();
    }

    /**
     * Starts, if it is not under way.
     *
     * @throws KeysRefused if a master key is missing under which keys are wrapped
     */
    void begin() {
        keys.readMasterKeys();
        if (rotating.compareAndSet(false, true)) {
            worker.start("keys", this::rotate);
        }
    }

    private void rotate() {
        try {
            keys.rotate(worker::goesOn);
            LOG.info(
                    "All {} keys are wrapped under the master key {}.",
                    keys.census().live(),
                    keys.census().newest());
        } catch (RuntimeException failure) {
            LOG.error("Wrapping the keys anew is interrupted; it goes on at the next start", failure);
        } finally {
            rotating.set(false);
        }
    }

    @Override
    public void start() {
        started = true;
        if (keys.census().left() > 0) {
            LOG.info(
                    "{} keys are under an older master key and are wrapped anew",
                    keys.census().left());
            begin();
        }
    }

    @Override
    public void stop() {
        worker.stop();
        started = false;
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
