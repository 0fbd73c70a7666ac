/** Merging and splitting people by hand, over HTTP; what a merge is, the lifecycles decide. */
@NullMarked
package io.flywheel.command.merge;

import org.jspecify.annotations.NullMarked;
