/** Campaigns that bring people back, or on: what they are and what becomes of them. */
@NullMarked
package io.flywheel.api.winback;

import org.jspecify.annotations.NullMarked;
