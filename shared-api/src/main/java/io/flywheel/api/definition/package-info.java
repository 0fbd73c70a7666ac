/** Definitions (stage models) as published, versioned, typed data, and how the text of any definition is read. */
@NullMarked
package io.flywheel.api.definition;

import org.jspecify.annotations.NullMarked;
