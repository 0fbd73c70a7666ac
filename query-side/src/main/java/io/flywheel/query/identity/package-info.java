/** Which lifecycle an external id belongs to, as learnt from the log. */
@NullMarked
package io.flywheel.query.identity;

import org.jspecify.annotations.NullMarked;
