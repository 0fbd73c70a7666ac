/** What operators do about keys. */
@NullMarked
package io.flywheel.command.privacy;

import org.jspecify.annotations.NullMarked;
