/** Why somebody is in her stage: the fold of what the timeline tells of her, traced. It keeps no rows of its own. */
@NullMarked
package io.flywheel.query.why;

import org.jspecify.annotations.NullMarked;
