package io.flywheel.api.store;

import java.util.Map;

/** The databases that can hold a ledger, and how a column is written in each. */
public enum StoreKind {
    H2(Map.of("ascii", "", "text", "", "bytes", "VARBINARY(1048576)")),
    /** Texts compare byte by byte and with every blank, as they do in Java, whatever the schema's own collation is. */
    MYSQL(Map.of(
            "ascii", "CHARACTER SET ascii COLLATE ascii_bin",
            "text", "CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin",
            "bytes", "LONGBLOB"));

    private final Map<String, String> placeholders;

    StoreKind(Map<String, String> placeholders) {
        this.placeholders = placeholders;
    }

    /** What the migrations leave open: the types of columns of ASCII text, of any text, and of bytes. */
    public Map<String, String> placeholders() {
        return placeholders;
    }

    static StoreKind named(String product) {
        return product.equals("H2") ? H2 : MYSQL;
    }
}
