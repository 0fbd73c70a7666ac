/** Questions about recency, frequency and monetary value, and their answers. */
@NullMarked
package io.flywheel.api.rfm;

import org.jspecify.annotations.NullMarked;
