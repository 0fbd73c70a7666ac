/** The published parameters by which value is predicted. Knows the platform. */
@NullMarked
package io.flywheel.command.prediction;

import org.jspecify.annotations.NullMarked;
