/** People per stage, over time, and how they move. */
@NullMarked
package io.flywheel.query.stage;

import org.jspecify.annotations.NullMarked;
