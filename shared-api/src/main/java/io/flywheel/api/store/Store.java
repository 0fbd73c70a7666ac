package io.flywheel.api.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Looks at a store before anything is written to it. */
public final class Store {
    /** The option that lets a MySQL server be used which may forget what it acknowledged. */
    public static final String UNSAFE = "flywheel.mysql.unsafe";

    private Store() {}

    /**
     * @param unsafe whether a server may be used that loses acknowledged data in a power cut
     * @param warn told of what is not refused and yet not as it should be
     * @throws StoreRefused if it does not answer, or is none to rely on
     */
    public static StoreKind check(DataSource dataSource, boolean unsafe, Consumer<String> warn) {
        try (Connection connection = dataSource.getConnection()) {
            StoreKind kind = StoreKind.named(connection.getMetaData().getDatabaseProductName());
            if (kind == StoreKind.MYSQL) {
                judge(MySqlPolicy.objections(MySqlServer.ask(connection)), unsafe, warn);
            }
            return kind;
        } catch (SQLException e) {
            throw StoreRefused.silent(e);
        }
    }

    static void judge(List<MySqlPolicy.Objection> objections, boolean unsafe, Consumer<String> warn) {
        for (MySqlPolicy.Objection each : objections) {
            boolean bearable = switch (each.weight()) {
                case UNFIT -> false;
                case FORGETS -> unsafe;
                case ODD -> true;
            };
            if (!bearable) {
                throw new StoreRefused(each.problem(), each.action(), null);
            }
            warn.accept(each.problem());
        }
    }
}
