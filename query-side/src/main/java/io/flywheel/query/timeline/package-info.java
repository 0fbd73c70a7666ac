/** One person: who she is and everything that happened. */
@NullMarked
package io.flywheel.query.timeline;

import org.jspecify.annotations.NullMarked;
