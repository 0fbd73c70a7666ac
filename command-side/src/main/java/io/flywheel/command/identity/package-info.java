/** Which lifecycle an external id belongs to. */
@NullMarked
package io.flywheel.command.identity;

import org.jspecify.annotations.NullMarked;
