/** Notices who has fallen silent. Knows lifecycles only by their names; each decides for itself. */
@NullMarked
package io.flywheel.command.churn;

import org.jspecify.annotations.NullMarked;
