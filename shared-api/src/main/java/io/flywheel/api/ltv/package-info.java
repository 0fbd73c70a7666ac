/** Questions about what people are worth, and their answers. */
@NullMarked
package io.flywheel.api.ltv;

import org.jspecify.annotations.NullMarked;
