package io.flywheel.command.ingestion;

import io.flywheel.command.platform.InList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes everything about a person out of quarantine, for when she is to be forgotten. */
@Component
public class QuarantineErasure {
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final QuarantineKeys keys;

    QuarantineErasure(JdbcTemplate jdbc, PlatformTransactionManager transactions, QuarantineKeys keys) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.keys = keys;
    }

    /**
     * Deletes every event, in whatever state, that names one of these ids, and destroys the keys they were sealed under.
     * It can be repeated, and joins a transaction that is under way.
     *
     * @param indexes the blind indexes of all her ids
     * @return how many were deleted
     */
    public int forget(Collection<String> indexes) {
        Integer deleted = transaction.execute(status -> delete(indexes));
        keys.destroy(indexes);
        return deleted == null ? 0 : deleted;
    }

    private int delete(Collection<String> indexes) {
        Set<String> fingerprints = new LinkedHashSet<>();
        for (List<String> some : InList.slices(indexes)) {
            fingerprints.addAll(jdbc.queryForList(
                    "SELECT fingerprint FROM quarantined_id WHERE blind_index IN " + InList.marks(some),
                    String.class,
                    some.toArray()));
        }
        int deleted = 0;
        for (List<String> some : InList.slices(new ArrayList<>(fingerprints))) {
            String these = " WHERE fingerprint IN " + InList.marks(some);
            deleted += jdbc.update("DELETE FROM quarantined_event" + these, some.toArray());
            jdbc.update("DELETE FROM quarantined_id" + these, some.toArray());
        }
        return deleted;
    }
}
