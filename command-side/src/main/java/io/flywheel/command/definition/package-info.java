/** Stage models as published versions. */
@NullMarked
package io.flywheel.command.definition;

import org.jspecify.annotations.NullMarked;
