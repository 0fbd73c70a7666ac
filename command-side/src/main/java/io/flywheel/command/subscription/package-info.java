/** Tells services about the people whom they know: that somebody changed stage, and that she turned out not to have. */
@NullMarked
package io.flywheel.command.subscription;

import org.jspecify.annotations.NullMarked;
