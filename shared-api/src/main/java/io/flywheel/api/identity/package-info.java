/** The ids by which services know a person, and the blind index that hides them. */
@NullMarked
package io.flywheel.api.identity;

import org.jspecify.annotations.NullMarked;
