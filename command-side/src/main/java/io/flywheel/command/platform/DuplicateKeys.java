package io.flywheel.command.platform;

import java.sql.SQLException;

/** Tells a broken unique key from other failures, by SQLState 23 anywhere along the causes (H2 hides it in batches). */
public final class DuplicateKeys {
    private DuplicateKeys() {}

    public static boolean isOne(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                for (SQLException each = sql; each != null; each = each.getNextException()) {
                    if (each.getSQLState() != null && each.getSQLState().startsWith("23")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
