/** What both sides ask of the database that holds the ledger or its read models. Knows JDBC, and nothing of Flywheel's tables. */
@NullMarked
package io.flywheel.api.store;

import org.jspecify.annotations.NullMarked;
