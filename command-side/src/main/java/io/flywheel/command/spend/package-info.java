/** What advertising costs, per channel and day. Knows the platform. */
@NullMarked
package io.flywheel.command.spend;

import org.jspecify.annotations.NullMarked;
