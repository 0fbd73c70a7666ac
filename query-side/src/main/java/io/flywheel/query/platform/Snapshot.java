package io.flywheel.query.platform;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets several statements see the store at one moment, so that an answer's position and its rows belong together. */
@Component
public class Snapshot {
    private final TransactionTemplate transaction;

    Snapshot(@ReadStore PlatformTransactionManager transactions, QuerySchema schema) {
        this.transaction = new TransactionTemplate(transactions);
        transaction.setReadOnly(true);
        transaction.setIsolationLevel(schema.snapshotIsolation());
    }

    public <T> T read(Supplier<T> question) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> question.get()));
    }
}
