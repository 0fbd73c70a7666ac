package io.flywheel.api.store;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the product needs of the MySQL driver, so that whoever starts it writes a plain URL. */
public final class MySqlFlags {
    /** The isolation of the pool's connections, as Hikari names it. */
    public static final String ISOLATION = "TRANSACTION_READ_COMMITTED";

    static final String EXACT = "CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin";

    private static final Map<String, String> NEEDED = Map.ofEntries(
            // one statement for the rows of a batch: a fifth of the time
            Map.entry("rewriteBatchedStatements", "true"),
            Map.entry("useServerPrepStmts", "true"),
            Map.entry("cachePrepStmts", "true"),
            Map.entry("prepStmtCacheSize", "500"),
            Map.entry("prepStmtCacheSqlLimit", "4096"),
            // the pool's connections are changed by the product alone, so no need to ask the server how they are
            Map.entry("useLocalSessionState", "true"),
            Map.entry("characterEncoding", "UTF-8"),
            // A lock is waited for as long as on H2; who waits longer tries again. And a long IN (...) is planned by
            // what
            // the index holds: by the statistics of a table that has just been filled it reads the whole index.
            Map.entry("sessionVariables", "innodb_lock_wait_timeout=15,eq_range_index_dive_limit=0"),
            Map.entry("connectTimeout", "10000"));

    private MySqlFlags() {}

    public static boolean areFor(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith("jdbc:mysql:");
    }

    /** Those that a URL does not set itself. */
    public static Map<String, String> missingIn(String url) {
        Map<String, String> missing = new LinkedHashMap<>(NEEDED);
        missing.keySet()
                .removeIf(flag -> Pattern.compile("[?&,(]" + Pattern.quote(flag) + "=", Pattern.CASE_INSENSITIVE)
                        .matcher(url)
                        .find());
        return missing;
    }
}
