/** The UserLifecycle aggregate and how batches of touchpoints reach it. */
@NullMarked
package io.flywheel.command.lifecycle;

import org.jspecify.annotations.NullMarked;
