package io.flywheel.benchmark;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;

/** What every scenario needs to start its processes. */
record Setup(Options options, Workspace workspace, Clock clock) {

    /** An empty place for a ledger; its files, if it has any, are in the product's folder. */
    Place place(Path folder) throws SQLException {
        return workspace.keep(
                options.mysql().isEmpty()
                        ? new EmbeddedPlace(Product.data(folder))
                        : MySqlPlace.fresh(options.mysql()));
    }

    Product start(Path folder, Place place, boolean profile) throws InterruptedException {
        return Product.start(workspace, options.product(), folder, place, options.heap(), profile);
    }

    /** Says how far we are: a run takes minutes. */
    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
