package io.flywheel.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where a round keeps its ledger: files of the product's own, or a schema of somebody's MySQL server. */
sealed interface Place extends AutoCloseable permits EmbeddedPlace, MySqlPlace {

    /** What the product is told of it on its command line. */
    List<String> options();

    /** To the ledger that the product left there. */
    Connection connect() throws SQLException;

    /** To its read models. */
    Connection connectReadModels() throws SQLException;

    /** The statements that make the given tables again, empty, with their keys and the store's own settings. */
    List<String> definition(Connection connection, String... tables) throws SQLException;

    /** To an empty place that is to become a copy, as the product would connect. */
    Connection create() throws SQLException;

    /** As many rows at once as the driver can hand out without having all of them in memory. */
    int fetchSize();

    /** For the report. */
    String settings();

    /** What a child process is told, to be read by {@link #of}. */
    String word();

    /** An empty one for a copy. */
    Place another(Path folder) throws SQLException;

    /** Frees what a round that is over has taken; the folder's files go with the folder. */
    @Override
    void close() throws SQLException;

    static Place of(String word) {
        return word.startsWith(MySqlPlace.PREFIX) ? MySqlPlace.at(word) : new EmbeddedPlace(Path.of(word));
    }
}
