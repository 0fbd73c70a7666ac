package io.flywheel.api.store;

import java.util.Map;

/** The databases that can hold a ledger, and how a column is written in each. */
public enum StoreKind {
    H2(Map.of("ascii", "", "text", "", "bytes", "VARBINARY(1048576)")),
    /**
     * Texts compare byte by byte and with every blank, as they do in Java, whatever the schema's own collation is. So do
     * those of ASCII: a column of MySQL's {@code ascii} fails where it is compared with any other text, and needs as
     * many bytes.
     */
    MYSQL(Map.of("ascii", MySqlFlags.EXACT, "text", MySqlFlags.EXACT, "bytes", "LONGBLOB"));

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
