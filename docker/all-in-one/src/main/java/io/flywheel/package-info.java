/** Starts both sides in one process on an embedded store. May see everything. */
@NullMarked
package io.flywheel;

import org.jspecify.annotations.NullMarked;
