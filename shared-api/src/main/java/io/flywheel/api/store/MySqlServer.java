package io.flywheel.api.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a server says of itself.
 *
 * @param variables as {@code SHOW VARIABLES} answers in a session of the product's pool, by their lower-case names
 */
record MySqlServer(Map<String, String> variables) {
    static MySqlServer ask(Connection connection) throws SQLException {
        Map<String, String> found = new HashMap<>();
        // SHOW, because it leaves out what a server does not know, where SELECT @@... would fail.
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW VARIABLES")) {
            while (rows.next()) {
                found.put(rows.getString(1).toLowerCase(Locale.ROOT), String.valueOf(rows.getString(2)));
            }
        }
        return new MySqlServer(found);
    }

    /** In upper case; empty for what the server does not know. */
    String get(String variable) {
        return variables.getOrDefault(variable, "").toUpperCase(Locale.ROOT);
    }

    long number(String variable) {
        try {
            return Long.parseLong(get(variable));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    boolean isMariaDb() {
        return get("version").contains("MARIADB") || get("version_comment").contains("MARIADB");
    }

    /** {@code 8.0.33-0ubuntu0} is at least 8.0.17. */
    boolean isAtLeast(int... wanted) {
        String[] parts = get("version").split("[^0-9]+", wanted.length + 1);
        for (int i = 0; i < wanted.length; i++) {
            int part = i < parts.length && !parts[i].isEmpty() ? Integer.parseInt(parts[i]) : 0;
            if (part != wanted[i]) {
                return part > wanted[i];
            }
        }
        return true;
    }
}
