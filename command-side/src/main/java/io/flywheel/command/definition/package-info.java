/**
 * Stage models as published versions in event streams of their own, and how far people are under the active ones. Knows
 * the shared model language and the log; knows nothing of how lifecycles are folded or of how touchpoints arrive.
 */
@NullMarked
package io.flywheel.command.definition;

import org.jspecify.annotations.NullMarked;
