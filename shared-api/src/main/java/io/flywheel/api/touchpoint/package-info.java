/** What a person did or what was done to her, as facts, and the commands that record it. */
@NullMarked
package io.flywheel.api.touchpoint;

import org.jspecify.annotations.NullMarked;
