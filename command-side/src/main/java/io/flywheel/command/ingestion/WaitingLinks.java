package io.flywheel.command.ingestion;

import io.flywheel.command.lifecycle.PersonMerger;
import io.flywheel.command.platform.StoreFailures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tries the links again that wait in quarantine for a merge: when people were merged, and when the product starts. */
@Component
class WaitingLinks {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingLinks.class);
    private static final String REASON = "merge-needed";
    private static final int AT_ONCE = 500;

    private final Retries retries;

    WaitingLinks(Retries retries) {
        this.retries = retries;
    }

    @EventListener({PersonMerger.IdsMoved.class, ApplicationReadyEvent.class})
    void tryAgain() {
        try {
            int recorded = 0;
            @Nullable Long after = null;
            do {
                Retries.Many some = retries.all(REASON, null, after, AT_ONCE);
                recorded += some.recorded() + some.duplicate();
                after = some.next() == null ? null : Cursors.parse(some.next());
            } while (after != null);
            if (recorded > 0) {
                LOG.info("{} links that waited for a merge are recorded now", recorded);
            }
        } catch (RuntimeException e) {
            // They stay in quarantine, where people see them.
            LOG.warn("links that wait for a merge could not be tried again", StoreFailures.isUnavailable(e) ? null : e);
        }
    }
}
