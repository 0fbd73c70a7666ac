/** What people allow to be done with what is known of them. */
@NullMarked
package io.flywheel.api.privacy;

import org.jspecify.annotations.NullMarked;
