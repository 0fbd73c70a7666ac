/** Rebuilds a read model from history while the old one goes on answering. Knows generations, not what is in them. */
@NullMarked
package io.flywheel.query.replay;

import org.jspecify.annotations.NullMarked;
