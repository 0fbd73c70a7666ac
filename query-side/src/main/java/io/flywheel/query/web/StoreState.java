package io.flywheel.query.web;

import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.query.platform.Ledger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether there is anything to show yet, and whether it is only the demo population, whose source says so. */
@Component
class StoreState {
    private static final String DEMO = "demo";

    private final Ledger ledger;
    private volatile @Nullable String firstSource;

    StoreState(Ledger ledger) {
        this.ledger = ledger;
    }

    boolean isEmpty() {
        return firstSource().isEmpty();
    }

    boolean isDemo() {
        return firstSource().filter(source -> source.startsWith(DEMO)).isPresent();
    }

    /** The source that the first person came from; it never changes once there is one. */
    private Optional<String> firstSource() {
        if (firstSource == null) {
            firstSource = ledger.first(LifecycleOpened.class)
                    .map(first -> ((LifecycleOpened) first.event()).source())
                    .orElse(null);
        }
        return Optional.ofNullable(firstSource);
    }
}
