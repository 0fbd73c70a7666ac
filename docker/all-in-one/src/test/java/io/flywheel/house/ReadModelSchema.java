package io.flywheel.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the SQL of read models: rows carry a generation, and the plain name is a view over the live one. */
final class ReadModelSchema {
    private static final Pattern TABLE =
            Pattern.compile("CREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(\\w+)\\s*\\(", Pattern.CASE_INSENSITIVE);

    private ReadModelSchema() {}

    /** @param file its name; the platform's own tables (those of the first file) know nothing of generations */
    static List<String> problems(String file, String sql) {
        List<String> problems = new ArrayList<>();
        if (file.startsWith("V1__") || file.contains("platform")) {
            return problems;
        }
        String plain = sql.replaceAll("--[^\n]*", "");
        for (String statement : plain.split(";")) {
            Matcher table = TABLE.matcher(statement);
            if (!table.find()) {
                continue;
            }
            String rows = table.group(1);
            if (!rows.endsWith("_rows")) {
                problems.add(file + ": " + rows + " is not named " + rows + "_rows");
                continue;
            }
            if (!statement.matches("(?is).*\\bgeneration\\s+INT.*")) {
                problems.add(file + ": " + rows + " has no column generation");
            }
            String view = rows.substring(0, rows.length() - "_rows".length());
            if (!plain.matches("(?is).*CREATE\\s+(OR\\s+REPLACE\\s+)?VIEW\\s+" + view + "\\b[^;]*\\b" + rows
                    + "\\b[^;]*\\bgeneration\\b[^;]*\\blive\\b[^;]*.*")) {
                problems.add(file + ": " + rows + " has no view " + view + " over its live generation");
            }
        }
        return problems;
    }
}
