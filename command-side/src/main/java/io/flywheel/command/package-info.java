/** Decides and records. Never sees the query side. */
@NullMarked
package io.flywheel.command;

import org.jspecify.annotations.NullMarked;
