/** Axon, the store and Spring wiring, the clock, problem details. */
@NullMarked
package io.flywheel.command.platform;

import org.jspecify.annotations.NullMarked;
