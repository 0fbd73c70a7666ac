/** What people allow; knows how it is recorded in a lifecycle, and nothing of how touchpoints come in. */
@NullMarked
package io.flywheel.command.privacy;

import org.jspecify.annotations.NullMarked;
