/** What people allow, and what operators do about keys; knows how it is recorded in a lifecycle, not how touchpoints come in. */
@NullMarked
package io.flywheel.command.privacy;

import org.jspecify.annotations.NullMarked;
