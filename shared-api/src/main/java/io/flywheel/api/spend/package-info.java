/** What was spent on advertising. */
@NullMarked
package io.flywheel.api.spend;

import org.jspecify.annotations.NullMarked;
