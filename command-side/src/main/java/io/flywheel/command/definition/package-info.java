/**
 * Stage models as published versions in event streams of their own. Knows the shared model language and the log; knows
 * nothing of lifecycles or of how touchpoints arrive.
 */
@NullMarked
package io.flywheel.command.definition;

import org.jspecify.annotations.NullMarked;
