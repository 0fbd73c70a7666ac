/** Reading the log in blocks, positions, generations, the clock, problem details. */
@NullMarked
package io.flywheel.query.platform;

import org.jspecify.annotations.NullMarked;
