package io.flywheel.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;

/** The product's data folder, opened while the product is stopped. */
record EmbeddedPlace(Path data) implements Place {
    /** Of the ledger's file. */
    static final String LEDGER = "flywheel";

    /** Beside it are the read models, which are made from it and could be made again. */
    static final String READ_MODELS = "read-models";

    /** As the product opens its ledger. */
    static final String SETTINGS = ";MODE=MySQL;WRITE_DELAY=0;PAGE_SIZE=8192;CACHE_SIZE=32768";

    /** As it opens its read models, which nothing waits for. */
    static final String READ_SETTINGS = ";MODE=MySQL;PAGE_SIZE=8192;CACHE_SIZE=32768";

    /** Names are found in either case: whether the product's settings fold them is its own affair. */
    private static final String EITHER_CASE = ";CASE_INSENSITIVE_IDENTIFIERS=TRUE";

    @Override
    public List<String> options() {
        return List.of();
    }

    @Override
    public Connection connect() throws SQLException {
        return existing(LEDGER);
    }

    @Override
    public Connection connectReadModels() throws SQLException {
        return existing(READ_MODELS);
    }

    private Connection existing(String name) throws SQLException {
        if (!Files.isRegularFile(data.resolve(name + ".mv.db"))) {
            throw new IllegalStateException("The product left no " + name + " in its data folder.");
        }
        return connect("jdbc:h2:file:" + data.resolve(name).toAbsolutePath() + ";IFEXISTS=TRUE" + EITHER_CASE);
    }

    @Override
    public Connection create() throws SQLException {
        return create(LEDGER, SETTINGS);
    }

    Connection create(String name, String settings) throws SQLException {
        return connect("jdbc:h2:file:" + data.resolve(name).toAbsolutePath() + settings + EITHER_CASE);
    }

    static Connection connect(String url) throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        try {
            return source.getConnection("flywheel", "");
        } catch (SQLException e) {
            if (e.getErrorCode() != 28000) {
                throw e;
            }
            return source.getConnection("", "");
        }
    }

    @Override
    public List<String> definition(Connection connection, String... tables) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet lines =
                        statement.executeQuery("SCRIPT NODATA NOPASSWORDS TABLE " + String.join(", ", tables))) {
            while (lines.next()) {
                String line = lines.getString(1);
                if (line.startsWith("SET ")
                        || line.startsWith("ALTER TABLE")
                        || line.matches("(?s)CREATE .*(TABLE|INDEX) .*")) {
                    statements.add(line);
                }
            }
        }
        return statements;
    }

    @Override
    public int fetchSize() {
        return 0;
    }

    @Override
    public String settings() {
        return SETTINGS.substring(1);
    }

    @Override
    public String word() {
        return data.toString();
    }

    @Override
    public Place another(Path folder) {
        return new EmbeddedPlace(folder);
    }

    @Override
    public void close() {
        // its files are in the round's folder
    }
}
