/** What people allow, at any time and as it was known at any time. */
@NullMarked
package io.flywheel.query.consent;

import org.jspecify.annotations.NullMarked;
