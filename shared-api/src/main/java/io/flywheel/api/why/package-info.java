/** The question why somebody stands where she stands, and its answer. */
@NullMarked
package io.flywheel.api.why;

import org.jspecify.annotations.NullMarked;
