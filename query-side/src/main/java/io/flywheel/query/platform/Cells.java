package io.flywheel.query.platform;

import io.flywheel.api.touchpoint.TouchpointKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Cells of a row that may be empty, or too long for their column. */
public final class Cells {
    private static final int LONGEST_TEXT = 255;

    private Cells() {}

    public static void set(PreparedStatement row, int column, @Nullable Long value) throws SQLException {
        if (value == null) {
            row.setNull(column, Types.BIGINT);
        } else {
            row.setLong(column, value);
        }
    }

    public static void set(PreparedStatement row, int column, @Nullable TouchpointKey key) throws SQLException {
        row.setBytes(column, key == null ? null : key.bytes());
    }

    public static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    public static @Nullable TouchpointKey key(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : TouchpointKey.of(bytes);
    }

    /** Services choose names, channels and references; a long one must not stop a read model. */
    public static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    public static @Nullable String cutIfAny(@Nullable String text) {
        return text == null ? null : cut(text);
    }
}
