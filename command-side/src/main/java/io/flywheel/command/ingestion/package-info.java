/** The tracking API, imports and the quarantine. */
@NullMarked
package io.flywheel.command.ingestion;

import org.jspecify.annotations.NullMarked;
