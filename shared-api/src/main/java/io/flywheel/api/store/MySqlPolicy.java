package io.flywheel.api.store;

import java.util.ArrayList;
import java.util.List;

/** Decides which MySQL servers may hold a ledger. */
final class MySqlPolicy {
    /** Four times the largest event or row that is ever sent. */
    static final long SMALLEST_PACKET = 4 * 1024 * 1024;

    private static final String OR_UNSAFE =
            ", or start with --" + Store.UNSAFE + "=true if a power cut may take acknowledged touchpoints with it.";

    private MySqlPolicy() {}

    enum Weight {
        /** The product would not work, or lose data, on it. */
        UNFIT,
        /** It may forget what it acknowledged when the machine fails: for trials, if somebody says so. */
        FORGETS,
        /** Does no harm. */
        ODD
    }

    record Objection(Weight weight, String problem, String action) {}

    static List<Objection> objections(MySqlServer server) {
        List<Objection> found = new ArrayList<>();
        kind(server, found);
        if (found.isEmpty()) {
            session(server, found);
            durability(server, found);
            schema(server, found);
        }
        return found;
    }

    private static void kind(MySqlServer server, List<Objection> found) {
        if (server.isMariaDb()) {
            found.add(new Objection(
                    Weight.UNFIT,
                    "The store is MariaDB (" + server.get("version") + "), which Flywheel is not made for.",
                    "Use MySQL 8.0.17 or newer."));
        } else if (!server.isAtLeast(8, 0, 17)) {
            found.add(new Objection(
                    Weight.UNFIT,
                    "The store is MySQL " + server.get("version") + ", which cannot compare texts byte by byte.",
                    "Use MySQL 8.0.17 or newer."));
        }
    }

    private static void session(MySqlServer server, List<Objection> found) {
        if (!server.get("transaction_isolation").equals("READ-COMMITTED")) {
            found.add(new Objection(
                    Weight.UNFIT,
                    "Transactions run under " + server.get("transaction_isolation") + " instead of READ-COMMITTED.",
                    "Leave spring.datasource.hikari.transaction-isolation out, or set TRANSACTION_READ_COMMITTED."));
        }
        if (!server.get("sql_mode").contains("STRICT_TRANS_TABLES")
                && !server.get("sql_mode").contains("STRICT_ALL_TABLES")) {
            found.add(new Objection(
                    Weight.UNFIT,
                    "The session is not strict: the server would cut texts off in silence.",
                    "Take jdbcCompliantTruncation and sessionVariables out of spring.datasource.url, or add"
                            + " STRICT_TRANS_TABLES to sql_mode."));
        }
        if (!server.get("default_storage_engine").equals("INNODB")) {
            found.add(new Objection(
                    Weight.UNFIT,
                    "Tables are made by the engine " + server.get("default_storage_engine")
                            + ", which has no transactions to rely on.",
                    "Set default_storage_engine=InnoDB on the server."));
        }
        if (server.number("max_allowed_packet") < SMALLEST_PACKET) {
            found.add(new Objection(
                    Weight.UNFIT,
                    "The server takes packets of " + server.get("max_allowed_packet")
                            + " bytes at most: too small for the largest event.",
                    "Set max_allowed_packet=64M on the server; " + SMALLEST_PACKET + " bytes is the least."));
        }
    }

    private static void durability(MySqlServer server, List<Objection> found) {
        if (server.number("innodb_flush_log_at_trx_commit") != 1) {
            found.add(forgets("innodb_flush_log_at_trx_commit", server, "1"));
        }
        if (server.get("log_bin").equals("ON") && server.number("sync_binlog") != 1) {
            found.add(forgets("sync_binlog", server, "1"));
        }
        String doublewrite = server.get("innodb_doublewrite");
        if (!doublewrite.equals("ON") && !doublewrite.equals("DETECT_AND_RECOVER")) {
            found.add(forgets("innodb_doublewrite", server, "ON"));
        }
    }

    private static Objection forgets(String variable, MySqlServer server, String wanted) {
        return new Objection(
                Weight.FORGETS,
                "The server has " + variable + "=" + server.get(variable)
                        + ": it may forget what it acknowledged when the machine fails.",
                "Set " + variable + "=" + wanted + " on the server" + OR_UNSAFE);
    }

    private static void schema(MySqlServer server, List<Objection> found) {
        if (!server.get("character_set_database").equals("UTF8MB4")) {
            found.add(new Objection(
                    Weight.ODD,
                    "The schema's default character set is "
                            + server.variables().get("character_set_database")
                            + ", not utf8mb4. Flywheel's own tables say which they need; tables of yours beside them"
                            + " would not hold every text.",
                    "ALTER DATABASE <schema> CHARACTER SET utf8mb4."));
        }
    }
}
