package io.flywheel.command.ingestion;

import java.sql.SQLException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells a store that is away from a touchpoint that it will not take: the first is waited for, the second set aside. */
final class StoreFailures {
    private StoreFailures() {}

    static boolean isUnavailable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransactionException
                    || (cause instanceof SQLException sql && !isAboutContent(sql))) {
                return true;
            }
        }
        return false;
    }

    /** 22: a value does not fit; 23: a constraint; 42: a statement is wrong. Sending it again would not help. */
    private static boolean isAboutContent(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("42"));
    }
}
