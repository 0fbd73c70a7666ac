/** Questions about one person's life here and their answers. */
@NullMarked
package io.flywheel.api.timeline;

import org.jspecify.annotations.NullMarked;
