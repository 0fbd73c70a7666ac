/** The events of one person's lifecycle; one record per file, all in one sealed family. */
@NullMarked
package io.flywheel.api.lifecycle;

import org.jspecify.annotations.NullMarked;
