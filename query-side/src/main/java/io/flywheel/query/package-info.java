/** Folds events into answers. Never sends a command. */
@NullMarked
package io.flywheel.query;

import org.jspecify.annotations.NullMarked;
