/** Questions about stages and their answers. */
@NullMarked
package io.flywheel.api.stage;

import org.jspecify.annotations.NullMarked;
