/**
 * Brings out what campaigns decided to send, and what becomes of it back in; and what services are told about people. Knows
 * nothing of how that was decided.
 */
@NullMarked
package io.flywheel.command.delivery;

import org.jspecify.annotations.NullMarked;
