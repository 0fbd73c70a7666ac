/** Definitions (stage models) as published, versioned, typed data. */
@NullMarked
package io.flywheel.api.definition;

import org.jspecify.annotations.NullMarked;
